@NullMarked
package im.balcony.protocol;

import org.jspecify.annotations.NullMarked;
