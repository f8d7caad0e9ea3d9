package im.balcony.actors.session;

/**
 * One stanza of a room on its way to a client.
 *
 * @param id in the room's log, 0 for what is in none or may be told again
 * @param xml the whole stanza as UTF-8, in namespace jabber:client
 * @param urgent whether client state indication (XEP-0352) must let it through at once
 */
public record RoomStanza(long id, byte[] xml, boolean urgent) {}
