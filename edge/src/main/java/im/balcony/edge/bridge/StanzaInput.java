package im.balcony.edge.bridge;

import im.balcony.actors.session.ClientItem;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;

/** First-level elements as the session takes them: step 2 of a message's way. */
final class StanzaInput {
  private static final String CLIENT = "jabber:client";

  private StanzaInput() {}

  static ClientItem read(XmlElement element) {
    if (!element.namespace().equals(CLIENT)) {
      return new ClientItem.Nonza(element);
    }
    var result = StanzaReader.read(element);
    if (result instanceof StanzaReader.Read read) {
      return new ClientItem.Accepted(read.stanza());
    }
    return result instanceof StanzaReader.Refused refused
        ? new ClientItem.Refused(refused.reply())
        : new ClientItem.Nonza(element);
  }
}
