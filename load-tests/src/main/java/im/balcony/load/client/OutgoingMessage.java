package im.balcony.load.client;

/**
 * A message to an account or a room; names and bodies are made by load drivers and need no
 * escaping.
 *
 * @param to local part of the recipient, in the sender's domain or its service of rooms
 */
public record OutgoingMessage(String originId, String to, String body, boolean toRoom) {
  /** A chat message to a bare JID. */
  public OutgoingMessage(String originId, String to, String body) {
    this(originId, to, body, false);
  }

  String toXml(String domain) {
    var address = toRoom ? LoadRooms.address(to, domain) : to + "@" + domain;
    var type = toRoom ? "groupchat" : "chat";
    var xml =
        "<message type='%s' to='%s' id='%s'><body>%s</body>"
            .formatted(type, address, originId, body);
    return xml + "<origin-id xmlns='urn:xmpp:sid:0' id='" + originId + "'/></message>";
  }
}
