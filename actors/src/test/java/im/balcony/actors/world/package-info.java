/** Users and conversations in one JVM, with a post between them that can be made unreliable. */
@NullMarked
package im.balcony.actors.world;

import org.jspecify.annotations.NullMarked;
