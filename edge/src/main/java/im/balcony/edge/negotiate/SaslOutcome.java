package im.balcony.edge.negotiate;

import im.balcony.actors.port.ClientTokens;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/** What one message of a login leads to. */
sealed interface SaslOutcome {

  /** The server wants more; the text is what the client gets before Base64. */
  record Challenge(String text) implements SaslOutcome {}

  /**
   * The client is who it says.
   *
   * @param additionalData proves the server in turn; no bytes where the mechanism has none
   * @param nextToken in place of the token that was used (XEP-0484 3.5), null for none
   */
  record LoggedIn(Jid account, byte[] additionalData, ClientTokens.@Nullable Token nextToken)
      implements SaslOutcome {}

  record Refused(SaslFailure failure) implements SaslOutcome {}

  /** Why there is no login; without an outcome the accounts could not be asked. */
  static SaslFailure failureOf(@Nullable SaslOutcome outcome) {
    return outcome instanceof Refused refused
        ? refused.failure()
        : SaslFailure.of(SaslFailure.Condition.TEMPORARY_AUTH_FAILURE);
  }
}
