@NullMarked
package im.balcony.load.history;

import org.jspecify.annotations.NullMarked;
