/** Login in one exchange, with what a client wants beside it (XEP-0388). */
@NullMarked
package im.balcony.protocol.xep.sasl2;

import org.jspecify.annotations.NullMarked;
