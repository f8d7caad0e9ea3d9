@NullMarked
package im.balcony.actors.fence;

import org.jspecify.annotations.NullMarked;
