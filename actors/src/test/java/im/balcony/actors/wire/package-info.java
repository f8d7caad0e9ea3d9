@NullMarked
package im.balcony.actors.wire;

import org.jspecify.annotations.NullMarked;
