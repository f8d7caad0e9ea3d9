package im.balcony.edge.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.actors.port.ClientTokens;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.HtMechanism;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a few lines: each client has one, made of its id, valid until a test says otherwise.
 */
public final class MemoryTokens implements ClientTokens {
  public static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

  private final Predicate<Jid> accounts;
  private final Map<String, String> mechanisms = new ConcurrentHashMap<>();
  private final List<Client> seen = new CopyOnWriteArrayList<>();
  private final List<Proof> proofs = new CopyOnWriteArrayList<>();
  private volatile boolean expired;
  private volatile boolean rotating;

  MemoryTokens(Predicate<Jid> accounts) {
    this.accounts = accounts;
  }

  /** From now on tokens are too old. */
  public void expire(boolean now) {
    expired = now;
  }

  /** From now on each use gives the same token anew. */
  public void rotate(boolean now) {
    rotating = now;
  }

  public List<Client> seen() {
    return seen;
  }

  public List<Proof> proofs() {
    return proofs;
  }

  @Override
  public CompletionStage<Optional<Outcome>> use(Jid bareJid, Client client, Proof proof) {
    proofs.add(proof);
    return CompletableFuture.completedFuture(
        accounts.test(bareJid) ? Optional.of(outcome(client, proof)) : Optional.empty());
  }

  private Outcome outcome(Client client, Proof proof) {
    var secret = secret(client);
    var hash = HtMechanism.initiatorHash(secret, proof.bindingData());
    if (!proof.mechanism().equals(mechanisms.get(client.id()))
        || !Arrays.equals(hash, proof.hash())) {
      return new Refused();
    }
    return expired
        ? new Expired()
        : new Accepted(
            HtMechanism.responderHash(secret, proof.bindingData()),
            rotating ? token(client) : null);
  }

  @Override
  public CompletionStage<Optional<Token>> loggedIn(Jid bareJid, Client client) {
    seen.add(client);
    if (client.wantedMechanism() == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    mechanisms.put(client.id(), client.wantedMechanism());
    return CompletableFuture.completedFuture(Optional.ofNullable(token(client)));
  }

  private static @Nullable Token token(Client client) {
    return new Token(secret(client), EXPIRY);
  }

  private static byte[] secret(Client client) {
    return ("token of " + client.id()).getBytes(UTF_8);
  }
}
