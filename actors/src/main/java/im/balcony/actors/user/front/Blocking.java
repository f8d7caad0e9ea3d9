package im.balcony.actors.user.front;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;

/** What the account's own client hears when it writes to whom it blocks (XEP-0191 section 3.3). */
final class Blocking {
  private static final String ERRORS = "urn:xmpp:blocking:errors";

  private Blocking() {}

  static StanzaError refusal() {
    return StanzaError.notAcceptable()
        .withType(StanzaError.Type.CANCEL)
        .withApplication(XmlElement.named("blocked", ERRORS).build());
  }
}
