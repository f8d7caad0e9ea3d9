@NullMarked
package im.balcony.protocol.xep.vcardavatar;

import org.jspecify.annotations.NullMarked;
