@NullMarked
package im.balcony.protocol.xep.inbox;

import org.jspecify.annotations.NullMarked;
