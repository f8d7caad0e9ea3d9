@NullMarked
package im.balcony.protocol.xep.fast;

import org.jspecify.annotations.NullMarked;
