package im.balcony.load.client;

/**
 * A chat message to a bare JID; names and bodies are made by load drivers and need no escaping.
 *
 * @param to local part of the recipient, in the sender's domain
 */
public record OutgoingMessage(String originId, String to, String body) {

  String toXml(String domain) {
    var xml =
        "<message type='chat' to='%s@%s' id='%s'><body>%s</body>"
            .formatted(to, domain, originId, body);
    return xml + "<origin-id xmlns='urn:xmpp:sid:0' id='" + originId + "'/></message>";
  }
}
