/** The id by which an occupant of a room is known again (XEP-0421). */
@NullMarked
package im.balcony.protocol.xep.occupantid;

import org.jspecify.annotations.NullMarked;
