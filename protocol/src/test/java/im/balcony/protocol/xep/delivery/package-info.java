@NullMarked
package im.balcony.protocol.xep.delivery;

import org.jspecify.annotations.NullMarked;
