/** Opinions about messages (XEP-0444). */
@NullMarked
package im.balcony.protocol.xep.reactions;

import org.jspecify.annotations.NullMarked;
