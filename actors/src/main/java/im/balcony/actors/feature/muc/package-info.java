/** Rooms as XEP-0045 shows them: what clients ask of a room, and how it looks to them. */
@NullMarked
package im.balcony.actors.feature.muc;

import org.jspecify.annotations.NullMarked;
