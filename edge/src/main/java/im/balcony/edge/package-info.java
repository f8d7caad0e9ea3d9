@NullMarked
package im.balcony.edge;

import org.jspecify.annotations.NullMarked;
