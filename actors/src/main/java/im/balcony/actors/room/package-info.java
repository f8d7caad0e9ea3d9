/** Rooms: who is in, what is said, in one order. Knows no User and no route. */
@NullMarked
package im.balcony.actors.room;

import org.jspecify.annotations.NullMarked;
