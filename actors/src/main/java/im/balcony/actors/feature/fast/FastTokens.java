package im.balcony.actors.feature.fast;

import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.clients.Clients;
import im.balcony.actors.user.clients.KnownClient;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.ClientEvent;
import im.balcony.persistence.event.account.StoredToken;
import im.balcony.protocol.sasl.HtMechanism;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * XEP-0484: two slots for each client, rotation, expiry, and what a proof must be. It decides; the
 * account's User writes and answers.
 */
public final class FastTokens {
  /** Stands where a client has no token, so that looking takes the same time. */
  private static final StoredToken NO_TOKEN =
      new StoredToken("", new byte[HtMechanism.HASH_BYTES], Instant.EPOCH, Instant.EPOCH, 0);

  private final FastSettings settings;
  private final Supplier<byte[]> secrets;

  /** What is to be written, and what is answered once it is. */
  public record Decision(List<AccountEvent> events, AccountReply reply) {
    public Decision {
      events = List.copyOf(events);
    }
  }

  /**
   * @param secrets texts that nobody can guess, at least 128 bits of chance
   */
  public FastTokens(FastSettings settings, Supplier<byte[]> secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** A client that has proved the password is remembered, and given the token that it wants. */
  public Decision note(Clients clients, ClientTokens.Client client, Instant now) {
    var events = new ArrayList<AccountEvent>();
    see(events, clients, client, true, now);
    var token = give(events, client, client.wantedMechanism(), now);
    return new Decision(events, new AccountReply.ClientNoted(token));
  }

  /** Sections 3.4 to 3.6 and 5.1. */
  public Decision use(
      Clients clients, ClientTokens.Client client, ClientTokens.Proof proof, Instant now) {
    var known = clients.get(client.id()).orElse(null);
    var next = known == null ? null : known.next();
    var current = known == null ? null : known.current();
    // Both slots are looked at in every case: which one it was must not show in the time.
    boolean isNext = proves(proof, next);
    boolean isCurrent = proves(proof, current);
    var token = isNext ? next : isCurrent ? current : null;
    if (token == null) {
      return refused(false);
    }
    if (!now.isBefore(token.expiresAt())) {
      return refused(true);
    }
    if (proof.count() > 0 && proof.count() <= token.count()) {
      return refused(false);
    }
    var events = new ArrayList<AccountEvent>();
    see(events, clients, client, false, now);
    if (proof.invalidate()) {
      events.add(new ClientEvent.TokensRevoked(client.id()));
    } else if (isNext || proof.count() > 0) {
      events.add(new ClientEvent.TokenUsed(client.id(), isNext, proof.count()));
    }
    var given = give(events, client, wanted(client, proof, token, now), now);
    var response = HtMechanism.responderHash(token.secret(), proof.bindingData());
    return new Decision(
        events, new AccountReply.TokenAccepted(new ClientTokens.Accepted(response, given)));
  }

  private static boolean proves(ClientTokens.Proof proof, @Nullable StoredToken token) {
    var expected = token == null ? NO_TOKEN : token;
    var hash = HtMechanism.initiatorHash(expected.secret(), proof.bindingData());
    boolean fits = MessageDigest.isEqual(hash, proof.hash());
    return fits && token != null && token.mechanism().equals(proof.mechanism());
  }

  private static Decision refused(boolean expired) {
    return new Decision(List.of(), new AccountReply.TokenRefused(expired));
  }

  /** What the client asked for, or what its old token was for when that is due (section 3.5). */
  private @Nullable String wanted(
      ClientTokens.Client client, ClientTokens.Proof proof, StoredToken used, Instant now) {
    if (client.wantedMechanism() != null) {
      return client.wantedMechanism();
    }
    boolean isDue = !now.isBefore(used.issuedAt().plus(settings.rotateAfter()));
    return isDue && !proof.invalidate() ? used.mechanism() : null;
  }

  private ClientTokens.@Nullable Token give(
      List<AccountEvent> events,
      ClientTokens.Client client,
      @Nullable String mechanism,
      Instant now) {
    if (mechanism == null) {
      return null;
    }
    var secret = secrets.get();
    var expiresAt = now.plus(settings.tokenLifetime());
    var token = new StoredToken(mechanism, secret, now, expiresAt, 0);
    events.add(new ClientEvent.TokenIssued(client.id(), token));
    return new ClientTokens.Token(secret, expiresAt);
  }

  private void see(
      List<AccountEvent> events,
      Clients clients,
      ClientTokens.Client client,
      boolean byPassword,
      Instant now) {
    var known = clients.get(client.id()).orElse(null);
    if (known == null && clients.byId().size() >= settings.clientsMax()) {
      clients.idlest().ifPresent(id -> events.add(new ClientEvent.ClientForgotten(id)));
    }
    if (known == null || isNews(known, client, byPassword, now)) {
      events.add(
          new ClientEvent.ClientSeen(
              client.id(), client.software(), client.device(), byPassword, now));
    }
  }

  private boolean isNews(
      KnownClient known, ClientTokens.Client client, boolean byPassword, Instant now) {
    return !now.isBefore(known.lastSeen().plus(settings.seenEvery()))
        || (byPassword && !known.byPassword())
        || !Objects.equals(known.software(), client.software())
        || !Objects.equals(known.device(), client.device());
  }
}
