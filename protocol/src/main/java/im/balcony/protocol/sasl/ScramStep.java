package im.balcony.protocol.sasl;

import im.balcony.protocol.jid.Jid;

/**
 * Where a SCRAM login stands and what it needs to go on; a state is asked once and then dropped.
 *
 * <pre>KeysNeeded --with keys--> Challenge --with client-final--> Success; from each to Failed
 * </pre>
 */
public sealed interface ScramStep {

  /**
   * The client named itself: look up the keys of this account, or take those of {@link DecoyKeys}.
   */
  record KeysNeeded(Jid account, ScramMechanism mechanism, ScramExchange exchange)
      implements ScramStep {
    public Challenge with(ScramKeys keys) {
      return exchange.challenge(account, keys);
    }
  }

  /** Send {@code serverFirst}; the client's answer to it goes to {@link #answer}. */
  record Challenge(String serverFirst, ScramProof expected) implements ScramStep {
    public ScramStep answer(byte[] clientFinal) {
      return expected.verify(clientFinal);
    }
  }

  /** The client proved that it knows the password; {@code serverFinal} proves it of the server. */
  record Success(Jid account, String serverFinal) implements ScramStep {}

  record Failed(SaslFailure failure) implements ScramStep {}
}
