/** What time it is elsewhere (XEP-0202). */
@NullMarked
package im.balcony.protocol.xep.time;

import org.jspecify.annotations.NullMarked;
