@NullMarked
package im.balcony.load.drive;

import org.jspecify.annotations.NullMarked;
