/** When somebody was last seen (XEP-0012). */
@NullMarked
package im.balcony.protocol.xep.lastactivity;

import org.jspecify.annotations.NullMarked;
