package im.balcony.actors.session;

/**
 * One stanza of a room on its way to clients, the same object for all that get it.
 *
 * @param id in the room's log, 0 for what is in none or may be told again
 * @param urgent whether client state indication (XEP-0352) must let it through at once
 */
public record RoomStanza(long id, OpenStanza xml, boolean urgent) {}
