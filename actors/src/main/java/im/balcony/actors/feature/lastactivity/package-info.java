/** When somebody was last seen (XEP-0012). */
@NullMarked
package im.balcony.actors.feature.lastactivity;

import org.jspecify.annotations.NullMarked;
