@NullMarked
package im.balcony.actors.user.front;

import org.jspecify.annotations.NullMarked;
