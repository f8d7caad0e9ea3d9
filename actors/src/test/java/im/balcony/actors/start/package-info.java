/** How questions to entities outlive a node that is gone. */
@NullMarked
package im.balcony.actors.start;

import org.jspecify.annotations.NullMarked;
