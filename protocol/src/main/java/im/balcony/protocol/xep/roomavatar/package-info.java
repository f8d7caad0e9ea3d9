/** Pictures of rooms (XEP-0486). */
@NullMarked
package im.balcony.protocol.xep.roomavatar;

import org.jspecify.annotations.NullMarked;
