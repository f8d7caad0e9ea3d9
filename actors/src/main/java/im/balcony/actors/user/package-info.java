@NullMarked
package im.balcony.actors.user;

import org.jspecify.annotations.NullMarked;
