@NullMarked
package im.balcony.load.measure;

import org.jspecify.annotations.NullMarked;
