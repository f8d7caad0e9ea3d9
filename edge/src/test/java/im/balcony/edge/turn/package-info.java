@NullMarked
package im.balcony.edge.turn;

import org.jspecify.annotations.NullMarked;
