/** The way of stanzas to rooms. */
@NullMarked
package im.balcony.actors.user.rooms;

import org.jspecify.annotations.NullMarked;
