package im.balcony.edge.negotiate;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/** What one message of a login leads to. */
sealed interface SaslOutcome {

  /** The server wants more; the text is what the client gets before Base64. */
  record Challenge(String text) implements SaslOutcome {}

  /** The client is who it says; {@code additionalData} proves the server in turn. */
  record LoggedIn(Jid account, @Nullable String additionalData) implements SaslOutcome {}

  record Refused(SaslFailure failure) implements SaslOutcome {}
}
