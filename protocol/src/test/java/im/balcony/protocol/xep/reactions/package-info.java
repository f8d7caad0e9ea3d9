@NullMarked
package im.balcony.protocol.xep.reactions;

import org.jspecify.annotations.NullMarked;
