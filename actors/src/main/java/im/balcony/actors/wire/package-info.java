/** How commands look between nodes. What they mean is not known here. */
@NullMarked
package im.balcony.actors.wire;

import org.jspecify.annotations.NullMarked;
