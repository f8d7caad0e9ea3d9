/** What time it is at the server (XEP-0202). */
@NullMarked
package im.balcony.actors.feature.time;

import org.jspecify.annotations.NullMarked;
