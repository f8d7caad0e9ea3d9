@NullMarked
package im.balcony.load;

import org.jspecify.annotations.NullMarked;
