@NullMarked
package im.balcony.protocol.xep.sasl2;

import org.jspecify.annotations.NullMarked;
