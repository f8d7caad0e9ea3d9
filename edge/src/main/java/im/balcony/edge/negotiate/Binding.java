package im.balcony.edge.negotiate;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;

/** The resource a client asks for, or one made for it (RFC 6120 7). */
sealed interface Binding {

  /** The full address of the session to be. */
  record Wanted(Jid fullJid) implements Binding {}

  record Refused(StanzaError error) implements Binding {}

  /** Not a request to bind. */
  record None() implements Binding {}

  static Binding read(Iq iq, Jid account) {
    var bind = iq.payload().filter(payload -> payload.is("bind", Features.BIND));
    if (bind.isEmpty() || iq.type() != Iq.Type.SET) {
      return new None();
    }
    var wanted = bind.get().child("resource", Features.BIND).map(XmlElement::text).orElse("");
    try {
      return new Wanted(account.withResource(wanted.isEmpty() ? ResourceNames.next() : wanted));
    } catch (InvalidJidException notAResource) {
      return new Refused(StanzaError.badRequest().withText("not a resource (RFC 7622 3.4)"));
    }
  }
}
