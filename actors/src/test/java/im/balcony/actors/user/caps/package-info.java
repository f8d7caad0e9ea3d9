@NullMarked
package im.balcony.actors.user.caps;

import org.jspecify.annotations.NullMarked;
