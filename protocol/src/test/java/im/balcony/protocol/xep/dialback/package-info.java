@NullMarked
package im.balcony.protocol.xep.dialback;

import org.jspecify.annotations.NullMarked;
