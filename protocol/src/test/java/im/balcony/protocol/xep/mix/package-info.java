@NullMarked
package im.balcony.protocol.xep.mix;

import org.jspecify.annotations.NullMarked;
