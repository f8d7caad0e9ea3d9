@NullMarked
package im.balcony.protocol.sasl;

import org.jspecify.annotations.NullMarked;
