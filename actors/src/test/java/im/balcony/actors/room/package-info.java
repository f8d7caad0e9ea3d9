@NullMarked
package im.balcony.actors.room;

import org.jspecify.annotations.NullMarked;
