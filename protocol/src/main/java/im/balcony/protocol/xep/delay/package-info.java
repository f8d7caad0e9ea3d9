/** When a stanza was really sent (XEP-0203). */
@NullMarked
package im.balcony.protocol.xep.delay;

import org.jspecify.annotations.NullMarked;
