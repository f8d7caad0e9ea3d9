@NullMarked
package im.balcony.edge.bridge;

import org.jspecify.annotations.NullMarked;
