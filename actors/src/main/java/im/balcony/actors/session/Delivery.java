package im.balcony.actors.session;

/**
 * One stanza on its way to a client.
 *
 * @param xml the whole stanza as UTF-8, in namespace jabber:client, stanza-id and delay already
 *     inside
 * @param archiveId the id in the account's archive, or 0 when the stanza is not archived
 * @param urgent whether client state indication (XEP-0352) must let it through at once
 */
public record Delivery(byte[] xml, long archiveId, boolean urgent) {}
