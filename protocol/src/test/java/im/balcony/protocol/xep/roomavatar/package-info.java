@NullMarked
package im.balcony.protocol.xep.roomavatar;

import org.jspecify.annotations.NullMarked;
