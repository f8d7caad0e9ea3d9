/** Am I still in the room? (XEP-0410) */
@NullMarked
package im.balcony.protocol.xep.selfping;

import org.jspecify.annotations.NullMarked;
