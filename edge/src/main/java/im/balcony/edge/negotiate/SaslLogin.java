package im.balcony.edge.negotiate;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.PlainMessage;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslIdentity;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.sasl.SaslOffer;
import im.balcony.protocol.sasl.SaslRequest;
import im.balcony.protocol.sasl.ScramLimits;
import im.balcony.protocol.sasl.ScramServer;
import im.balcony.protocol.sasl.ScramStep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The logins of one connection, one exchange after the other, in either profile (RFC 6120 6.4,
 * XEP-0388). It is asked by one thread at a time, and not again before it has answered.
 */
final class SaslLogin {
  static final SaslFailure TOO_OFTEN =
      SaslFailure.of(
          SaslFailure.Condition.TEMPORARY_AUTH_FAILURE, "too many failures, try again later");

  private static final byte[] NO_DATA = {};

  private final String domain;
  private final SaslOffer offer;
  private final ScramServer scram;
  private final Credentials credentials;
  private final LoginBackoff backoff;
  private final String address;

  // Where the exchange stands: a mechanism without its first message, or a SCRAM challenge.
  private @Nullable SaslMechanism started;
  private @Nullable Pending challenge;
  private String named = "";

  private record Pending(Jid account, ScramStep.Challenge step) {}

  SaslLogin(
      String domain,
      SaslOffer offer,
      Supplier<String> nonces,
      Credentials credentials,
      LoginBackoff backoff,
      String address) {
    this.domain = domain;
    this.offer = offer;
    this.scram = new ScramServer(domain, offer, nonces, ScramLimits.DEFAULT, true);
    this.credentials = credentials;
    this.backoff = backoff;
    this.address = address;
  }

  /** One of {@code <auth/>}, {@code <response/>} and {@code <abort/>} (RFC 6120 6.4). */
  CompletionStage<SaslOutcome> on(SaslRequest request) {
    if (request instanceof SaslRequest.Auth auth) {
      return begin(auth.mechanism(), auth.hasInitialResponse() ? auth.initialResponse() : null);
    }
    if (request instanceof SaslRequest.Response response) {
      return answer(response.data());
    }
    abort();
    return refused(
        request instanceof SaslRequest.Refused malformed
            ? malformed.failure()
            : SaslFailure.of(SaslFailure.Condition.ABORTED));
  }

  /**
   * Begins an exchange; what was begun before is forgotten.
   *
   * @param initialResponse the mechanism's first message, null when it did not come along
   */
  CompletionStage<SaslOutcome> begin(String mechanismName, byte @Nullable [] initialResponse) {
    abort();
    named = mechanismName;
    var mechanism = SaslMechanism.byName(mechanismName);
    if (mechanism.isEmpty() || !offer.mechanisms().contains(mechanism.get())) {
      return refused(SaslFailure.of(SaslFailure.Condition.INVALID_MECHANISM));
    }
    if (initialResponse == null) {
      started = mechanism.get();
      return CompletableFuture.completedFuture(new SaslOutcome.Challenge(""));
    }
    return first(mechanism.get(), initialResponse);
  }

  /** The client's answer to what it was asked last. */
  CompletionStage<SaslOutcome> answer(byte[] data) {
    var mechanism = started;
    var expected = challenge;
    abort();
    if (mechanism != null) {
      return first(mechanism, data);
    }
    return expected == null
        ? refused(SaslFailure.malformed("no login has begun"))
        : finish(expected, data);
  }

  /** What the last exchange was begun with, as the client named it; empty before the first. */
  String mechanism() {
    return named;
  }

  /** Forgets the exchange that has begun. */
  void abort() {
    started = null;
    challenge = null;
  }

  private CompletionStage<SaslOutcome> first(SaslMechanism mechanism, byte[] data) {
    return mechanism == SaslMechanism.PLAIN ? plain(data) : scramFirst(mechanism, data);
  }

  // ---- SCRAM

  private CompletionStage<SaslOutcome> scramFirst(SaslMechanism mechanism, byte[] clientFirst) {
    var step = scram.start(mechanism, clientFirst);
    if (!(step instanceof ScramStep.KeysNeeded needed)) {
      return refused(failureOf(step));
    }
    var account = needed.account();
    if (!backoff.isFree(account, address)) {
      return refused(TOO_OFTEN);
    }
    return credentials
        .keys(account, needed.mechanism())
        .thenApply(
            keys -> {
              var next = needed.with(keys);
              challenge = new Pending(account, next);
              return new SaslOutcome.Challenge(next.serverFirst());
            });
  }

  private CompletionStage<SaslOutcome> finish(Pending expected, byte[] clientFinal) {
    var step = expected.step().answer(clientFinal);
    var account = expected.account();
    if (step instanceof ScramStep.Success success) {
      backoff.succeeded(account);
      return CompletableFuture.completedFuture(
          new SaslOutcome.LoggedIn(account, success.serverFinal().getBytes(UTF_8), null));
    }
    backoff.failed(account, address);
    return refused(failureOf(step));
  }

  private static SaslFailure failureOf(ScramStep step) {
    return step instanceof ScramStep.Failed failed
        ? failed.failure()
        : SaslFailure.malformed("out of order");
  }

  // ---- PLAIN

  private CompletionStage<SaslOutcome> plain(byte[] data) {
    var message = PlainMessage.parse(data);
    if (message.isEmpty()) {
      return refused(SaslFailure.malformed("not a PLAIN message"));
    }
    var named = SaslIdentity.account(message.get().authcid(), domain);
    if (named.isEmpty()) {
      return refused(SaslFailure.notAuthorized());
    }
    var account = named.get();
    if (!SaslIdentity.mayActAs(message.get().authzid(), account)) {
      return refused(SaslFailure.of(SaslFailure.Condition.INVALID_AUTHZID));
    }
    if (!backoff.isFree(account, address)) {
      return refused(TOO_OFTEN);
    }
    return credentials
        .isPassword(account, message.get().password())
        .thenApply(
            fits -> {
              if (fits) {
                backoff.succeeded(account);
                return new SaslOutcome.LoggedIn(account, NO_DATA, null);
              }
              backoff.failed(account, address);
              return new SaslOutcome.Refused(SaslFailure.notAuthorized());
            });
  }

  // ----

  private static CompletionStage<SaslOutcome> refused(SaslFailure failure) {
    return CompletableFuture.completedFuture(new SaslOutcome.Refused(failure));
  }
}
