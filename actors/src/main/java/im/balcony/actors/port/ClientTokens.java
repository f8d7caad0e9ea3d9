package im.balcony.actors.port;

import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Clients and their tokens as login sees them (XEP-0484); behind it stand the User entities. */
public interface ClientTokens {

  /**
   * An installation of a client (XEP-0388 section 2.3).
   *
   * @param wantedMechanism what it wants a token for, null for no token
   */
  record Client(
      String id,
      @Nullable String software,
      @Nullable String device,
      @Nullable String wantedMechanism) {}

  /**
   * What a client says to prove its token.
   *
   * @param hash its side's hash
   * @param bindingData what the hash covers of the channel, no bytes for nothing
   * @param count of this use, 0 when the client does not count
   * @param invalidate whether the token ends with it
   */
  record Proof(String mechanism, byte[] hash, byte[] bindingData, long count, boolean invalidate) {}

  /** A new token, on its way to its client. */
  record Token(byte[] secret, Instant expiresAt) {}

  /** What came of a proof. */
  sealed interface Outcome {}

  /**
   * The client knows its token.
   *
   * @param response the server's side's hash
   * @param next a new token, null for none
   */
  record Accepted(byte[] response, @Nullable Token next) implements Outcome {}

  /** It does not, or the token is not valid. */
  record Refused() implements Outcome {}

  /** It does, but too late. */
  record Expired() implements Outcome {}

  /** Looks at a proof; empty when there is no such account. */
  CompletionStage<Optional<Outcome>> use(Jid bareJid, Client client, Proof proof);

  /** A client has proved its owner's password; its new token, if it wants one and may have it. */
  CompletionStage<Optional<Token>> loggedIn(Jid bareJid, Client client);
}
