package im.balcony.edge.negotiate;

import im.balcony.actors.user.Accounts;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslIdentity;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** XEP-0077 3.1: an account made by its future owner before login. Off by default. */
public final class Registration {
  private static final String NAMESPACE = "jabber:iq:register";
  private static final int SALT_BYTES = 16;

  private final boolean enabled;
  private final Credentials credentials;
  private final int iterations;
  private final SecureRandom random = new SecureRandom();

  public Registration(boolean enabled, Credentials credentials, int iterations) {
    this.enabled = enabled;
    this.credentials = credentials;
    this.iterations = iterations;
  }

  boolean isEnabled() {
    return enabled;
  }

  boolean isFor(Iq iq) {
    return enabled
        && iq.isRequest()
        && iq.payload().filter(payload -> payload.is("query", NAMESPACE)).isPresent();
  }

  /** The answer to the request. */
  CompletionStage<XmlElement> on(Iq iq, String domain) {
    if (iq.type() == Iq.Type.GET) {
      return done(iq.result(form()));
    }
    var query = iq.payload().orElseThrow();
    var account =
        field(query, "username").flatMap(username -> SaslIdentity.account(username, domain));
    var password = field(query, "password").filter(text -> !text.isEmpty());
    if (account.isEmpty() || password.isEmpty()) {
      return done(refusal(iq, StanzaError.of(StanzaError.Condition.NOT_ACCEPTABLE)));
    }
    return credentials
        .derive(() -> keys(password.get()))
        .thenCompose(keys -> create(account.get(), keys))
        .handle(
            (made, problem) -> problem == null ? iq.result(null) : refusal(iq, errorOf(problem)));
  }

  private CompletionStage<Void> create(Jid account, Optional<List<ScramKeys>> keys) {
    return keys.isEmpty()
        ? CompletableFuture.failedFuture(new IllegalArgumentException("password"))
        : credentials.accounts().create(account, keys.get());
  }

  private Optional<List<ScramKeys>> keys(String password) {
    var all = new ArrayList<ScramKeys>();
    for (var mechanism : ScramMechanism.values()) {
      var salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      var keys = ScramKeys.derive(mechanism, password, salt, iterations);
      if (keys.isEmpty()) {
        return Optional.empty();
      }
      all.add(keys.get());
    }
    return Optional.of(all);
  }

  private static StanzaError errorOf(Throwable problem) {
    var cause = problem instanceof CompletionException ? problem.getCause() : problem;
    if (cause instanceof Accounts.AccountExists) {
      return StanzaError.conflict();
    }
    return cause instanceof IllegalArgumentException
        ? StanzaError.of(StanzaError.Condition.NOT_ACCEPTABLE)
        : StanzaError.of(StanzaError.Condition.RESOURCE_CONSTRAINT);
  }

  private static XmlElement refusal(Iq iq, StanzaError error) {
    return error.replyTo(iq);
  }

  private static XmlElement form() {
    return XmlElement.named("query", NAMESPACE)
        .child(
            XmlElement.named("instructions", NAMESPACE)
                .text("Choose a username and a password for this server.")
                .build())
        .child(XmlElement.named("username", NAMESPACE).build())
        .child(XmlElement.named("password", NAMESPACE).build())
        .build();
  }

  private static Optional<String> field(XmlElement query, String name) {
    return query.child(name, NAMESPACE).map(XmlElement::text);
  }

  private static CompletionStage<XmlElement> done(XmlElement answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
