package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chat message as a device sees it, alone or inside a carbon or an archive result.
 *
 * @param from local part of the sender, or of the room
 * @param originId XEP-0359 origin-id, else the stanza's id
 * @param stanzaId XEP-0359 id given by the archive of the receiving account, or of the room
 */
public record IncomingMessage(
    String from, String originId, @Nullable String stanzaId, String body, boolean carbon) {
  private static final String CLIENT = "jabber:client";
  private static final String STANZA_IDS = "urn:xmpp:sid:0";
  private static final String CARBONS = "urn:xmpp:carbons:2";
  private static final String FORWARD = "urn:xmpp:forward:0";

  /** Empty for what is not a chat message with a body. */
  static Optional<IncomingMessage> read(XmlElement message, String ownBareJid) {
    if (ownBareJid.equals(message.attribute("from"))) {
      for (var direction : new String[] {"received", "sent"}) {
        var copy =
            message.child(direction, CARBONS).flatMap(carbon -> carbon.child("forwarded", FORWARD));
        if (copy.isPresent()) {
          return copy.get()
              .child("message", CLIENT)
              .flatMap(inner -> readAlone(inner, ownBareJid, true));
        }
      }
    }
    return readAlone(message, ownBareJid, false);
  }

  static Optional<IncomingMessage> readAlone(
      XmlElement message, String ownBareJid, boolean carbon) {
    var from = message.attribute("from");
    var body = message.child("body", CLIENT);
    if (from == null || body.isEmpty()) {
      return Optional.empty();
    }
    var originId =
        message
            .child("origin-id", STANZA_IDS)
            .map(element -> element.attribute("id"))
            .or(() -> Optional.ofNullable(message.attribute("id")));
    var giver = "groupchat".equals(message.attribute("type")) ? bare(from) : ownBareJid;
    var stanzaId =
        message.children("stanza-id", STANZA_IDS).stream()
            .filter(element -> giver.equals(element.attribute("by")))
            .map(element -> element.attribute("id"))
            .findFirst();
    return Optional.of(
        new IncomingMessage(
            localPart(from),
            originId.orElse(""),
            stanzaId.orElse(null),
            body.get().text(),
            carbon));
  }

  private static String bare(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }

  private static String localPart(String jid) {
    var at = jid.indexOf('@');
    return at < 0 ? jid : jid.substring(0, at);
  }
}
