/** The one-writer rule of invariant I5. Decides nothing about what is written. */
@NullMarked
package im.balcony.actors.fence;

import org.jspecify.annotations.NullMarked;
