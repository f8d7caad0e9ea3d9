/** The same picture at nodes and in the card (XEP-0398). */
@NullMarked
package im.balcony.protocol.xep.avatarconversion;

import org.jspecify.annotations.NullMarked;
