/** News that a message was shown (XEP-0333). */
@NullMarked
package im.balcony.protocol.xep.markers;

import org.jspecify.annotations.NullMarked;
