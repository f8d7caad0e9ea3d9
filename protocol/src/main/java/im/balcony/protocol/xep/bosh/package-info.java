/** XEP-0124 and XEP-0206: the element that carries a stream over HTTP, read and written. */
@NullMarked
package im.balcony.protocol.xep.bosh;

import org.jspecify.annotations.NullMarked;
