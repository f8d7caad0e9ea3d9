@NullMarked
package im.balcony.edge.codec;

import org.jspecify.annotations.NullMarked;
