@NullMarked
package im.balcony.persistence.event.room;

import org.jspecify.annotations.NullMarked;
