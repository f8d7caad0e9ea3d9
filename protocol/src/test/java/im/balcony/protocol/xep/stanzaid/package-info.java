@NullMarked
package im.balcony.protocol.xep.stanzaid;

import org.jspecify.annotations.NullMarked;
