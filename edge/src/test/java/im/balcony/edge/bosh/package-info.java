@NullMarked
package im.balcony.edge.bosh;

import org.jspecify.annotations.NullMarked;
