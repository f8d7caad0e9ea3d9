/** Messages that replace earlier ones (XEP-0308). */
@NullMarked
package im.balcony.protocol.xep.correction;

import org.jspecify.annotations.NullMarked;
