/** Pictures of people in their cards, told of in presence (XEP-0153). */
@NullMarked
package im.balcony.protocol.xep.vcardavatar;

import org.jspecify.annotations.NullMarked;
