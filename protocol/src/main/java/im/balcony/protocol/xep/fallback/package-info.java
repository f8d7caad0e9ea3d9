/** Bodies for clients that do not know better (XEP-0428). */
@NullMarked
package im.balcony.protocol.xep.fallback;

import org.jspecify.annotations.NullMarked;
