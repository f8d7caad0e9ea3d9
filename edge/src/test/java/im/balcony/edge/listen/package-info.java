@NullMarked
package im.balcony.edge.listen;

import org.jspecify.annotations.NullMarked;
