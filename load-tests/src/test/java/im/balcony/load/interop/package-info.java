/** Foreign clients against a whole server; the work is in load-tests/interop. */
@NullMarked
package im.balcony.load.interop;

import org.jspecify.annotations.NullMarked;
