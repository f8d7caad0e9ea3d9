package im.balcony.edge.negotiate;

import im.balcony.actors.port.ClientTokens;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ChannelBindings;
import im.balcony.protocol.sasl.HtMechanism;
import im.balcony.protocol.sasl.HtMessage;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslIdentity;
import im.balcony.protocol.xep.fast.Fast;
import im.balcony.protocol.xep.sasl2.Sasl2Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Logins by a client's token (XEP-0484), and the tokens that clients are given. */
final class TokenLogin {
  private final String domain;
  private final ChannelBindings channel;
  private final ClientTokens tokens;
  private final Credentials credentials;
  private final LoginBackoff backoff;
  private final String address;

  TokenLogin(String domain, ChannelBindings channel, ClientServices services, String address) {
    this.domain = domain;
    this.channel = channel;
    this.tokens = services.tokens();
    this.credentials = services.credentials();
    this.backoff = services.backoff();
    this.address = address;
  }

  /** Those that this channel has the binding for, strongest first. */
  List<HtMechanism> mechanisms() {
    return Arrays.stream(HtMechanism.values())
        .filter(mechanism -> mechanism.bindingData(channel).isPresent())
        .toList();
  }

  /** Whether the request names one of the mechanisms offered here. */
  boolean isFor(Sasl2Request.Authenticate request) {
    return HtMechanism.byName(request.mechanism()).filter(mechanisms()::contains).isPresent();
  }

  /**
   * Looks at a request that {@link #isFor} is true for.
   *
   * @param claimed whom the stream is from, null when it did not say
   */
  CompletionStage<SaslOutcome> log(Sasl2Request.Authenticate request, @Nullable Jid claimed) {
    var initial = request.initialResponse();
    var message = initial == null ? Optional.<HtMessage>empty() : HtMessage.parse(initial);
    var fast = request.inline("fast", Fast.NAMESPACE).flatMap(Fast::read);
    var client = client(request);
    if (message.isEmpty() || fast.isEmpty() || client.isEmpty()) {
      return refused(
          SaslFailure.malformed("a token needs its message, fast and a user-agent with an id"));
    }
    var account = SaslIdentity.account(message.get().authcid(), domain);
    if (account.isEmpty()) {
      return refused(SaslFailure.notAuthorized());
    }
    if (claimed != null && !claimed.equals(account.get())) {
      return refused(SaslFailure.of(SaslFailure.Condition.INVALID_AUTHZID));
    }
    if (!backoff.isFree(account.get(), address)) {
      return refused(SaslLogin.TOO_OFTEN);
    }
    return prove(account.get(), client.get(), proof(request, message.get(), fast.get()));
  }

  private ClientTokens.Proof proof(
      Sasl2Request.Authenticate request, HtMessage message, Fast fast) {
    var binding =
        HtMechanism.byName(request.mechanism())
            .flatMap(mechanism -> mechanism.bindingData(channel))
            .orElseThrow();
    var count = fast.count();
    return new ClientTokens.Proof(
        request.mechanism(), message.hash(), binding, count == null ? 0 : count, fast.invalidate());
  }

  private CompletionStage<SaslOutcome> prove(
      Jid account, ClientTokens.Client client, ClientTokens.Proof proof) {
    return credentials
        .inEqualTime(() -> tokens.use(account, client, proof))
        .thenApply(
            outcome -> {
              if (outcome.orElse(null) instanceof ClientTokens.Accepted accepted) {
                backoff.succeeded(account);
                return new SaslOutcome.LoggedIn(account, accepted.response(), accepted.next());
              }
              if (outcome.orElse(null) instanceof ClientTokens.Expired) {
                // Only who has the token hears this: it is no guess.
                return new SaslOutcome.Refused(
                    SaslFailure.of(SaslFailure.Condition.CREDENTIALS_EXPIRED));
              }
              backoff.failed(account, address);
              return new SaslOutcome.Refused(SaslFailure.notAuthorized());
            });
  }

  /**
   * Tells the account who has logged in by password; ends with the token that the client asked for,
   * null when it asked for none or there is none now.
   */
  CompletionStage<ClientTokens.@Nullable Token> loggedIn(
      Jid account, Sasl2Request.Authenticate request) {
    var client = client(request);
    if (client.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var noted = tokens.loggedIn(account, client.get());
    return client.get().wantedMechanism() == null
        ? CompletableFuture.completedFuture(null)
        : noted.handle((token, problem) -> token == null ? null : token.orElse(null));
  }

  /** Empty for a client that does not say which one it is. */
  private Optional<ClientTokens.Client> client(Sasl2Request.Authenticate request) {
    var agent = request.userAgent();
    var wanted =
        request
            .inline("request-token", Fast.NAMESPACE)
            .flatMap(Fast::requested)
            .filter(mechanisms()::contains)
            .map(HtMechanism::saslName)
            .orElse(null);
    return Optional.ofNullable(agent.id())
        .map(id -> new ClientTokens.Client(id, agent.software(), agent.device(), wanted));
  }

  private static CompletionStage<SaslOutcome> refused(SaslFailure failure) {
    return CompletableFuture.completedFuture(new SaslOutcome.Refused(failure));
  }
}
