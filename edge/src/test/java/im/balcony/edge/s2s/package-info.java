@NullMarked
package im.balcony.edge.s2s;

import org.jspecify.annotations.NullMarked;
