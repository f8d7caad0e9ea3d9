/** A stanza inside another one (XEP-0297). */
@NullMarked
package im.balcony.protocol.xep.forward;

import org.jspecify.annotations.NullMarked;
