/** What happens in rooms, and what a room must know to go on; on disk for ever. */
@NullMarked
package im.balcony.persistence.event.room;

import org.jspecify.annotations.NullMarked;
