@NullMarked
package im.balcony.protocol.xep.sm;

import org.jspecify.annotations.NullMarked;
