/** Archives of messages (XEP-0313, XEP-0441). */
@NullMarked
package im.balcony.protocol.xep.mam;

import org.jspecify.annotations.NullMarked;
