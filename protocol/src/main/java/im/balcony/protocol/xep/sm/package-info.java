/** Acknowledged and resumed streams (XEP-0198). */
@NullMarked
package im.balcony.protocol.xep.sm;

import org.jspecify.annotations.NullMarked;
