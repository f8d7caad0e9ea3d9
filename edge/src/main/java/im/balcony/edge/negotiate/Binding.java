package im.balcony.edge.negotiate;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.Base64;

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
      return new Wanted(account.withResource(wanted.isEmpty() ? Resources.next() : wanted));
    } catch (InvalidJidException notAResource) {
      return new Refused(StanzaError.badRequest().withText("not a resource (RFC 7622 3.4)"));
    }
  }

  /** Names for clients that have none: not to be guessed by others (RFC 6120 13.10.2). */
  final class Resources {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 9;

    private Resources() {}

    static String next() {
      var bytes = new byte[BYTES];
      RANDOM.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
