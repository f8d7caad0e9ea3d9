@NullMarked
package im.balcony.edge.keys;

import org.jspecify.annotations.NullMarked;
