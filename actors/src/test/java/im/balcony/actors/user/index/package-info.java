@NullMarked
package im.balcony.actors.user.index;

import org.jspecify.annotations.NullMarked;
