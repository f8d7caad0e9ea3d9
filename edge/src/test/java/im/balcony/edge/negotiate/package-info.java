@NullMarked
package im.balcony.edge.negotiate;

import org.jspecify.annotations.NullMarked;
