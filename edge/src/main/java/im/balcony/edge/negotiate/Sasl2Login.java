package im.balcony.edge.negotiate;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.session.SessionWelcome;
import im.balcony.actors.session.SessionWishes;
import im.balcony.edge.metrics.EdgeMetrics;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.bind2.Bind2;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.fast.Fast;
import im.balcony.protocol.xep.firststanzas.FirstStanzas;
import im.balcony.protocol.xep.pipelining.ConfigVersion;
import im.balcony.protocol.xep.sasl2.Sasl2;
import im.balcony.protocol.xep.sasl2.Sasl2Request;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login by XEP-0388 and what is asked for along with it: an earlier session (XEP-0198), else a
 * new one (XEP-0386) with its first stanzas, in one round trip after the mechanism's.
 *
 * <p>Longer than most: whatever a client sends in a login is looked at here, in order.
 */
final class Sasl2Login {
  private static final byte[] NO_DATA = {};

  private final ClientLine line;
  private final SaslLogin mechanisms;
  private final TokenLogin tokens;
  private final SessionOpening sessions;
  private final EdgeMetrics metrics;
  private final ResourceNames resources;
  private final KeyUpgrades upgrades;
  private final ConfigVersions versions;
  private final @Nullable Jid claimed;
  private Sasl2Request.@Nullable Authenticate underWay;
  private @Nullable Upgrade upgrade;
  private @Nullable ConfigVersion offered;

  /** The mechanism let the client through; the task comes before the login is complete. */
  private record Upgrade(Jid account, Sasl2Request.Authenticate request, UpgradeTask task) {}

  /** A login that the mechanism let through. */
  private record Login(
      Jid account,
      byte[] additionalData,
      Sasl2Request.Authenticate request,
      ClientTokens.@Nullable Token token) {

    /** The token comes after what else was asked for. */
    XmlElement success(Jid identifier, List<XmlElement> results) {
      var all = new ArrayList<>(results);
      if (token != null) {
        all.add(Fast.token(new String(token.secret(), UTF_8), token.expiresAt()));
      }
      return Sasl2.success(additionalData, identifier, all);
    }
  }

  /**
   * @param claimed whom the stream header was from, null when it did not say
   */
  Sasl2Login(
      ClientLine line,
      ClientServices services,
      SaslLogin mechanisms,
      TokenLogin tokens,
      SessionOpening sessions,
      @Nullable Jid claimed) {
    this.line = line;
    this.mechanisms = mechanisms;
    this.tokens = tokens;
    this.sessions = sessions;
    this.metrics = services.metrics();
    this.resources = services.resources();
    this.upgrades = services.upgrades();
    this.versions = services.versions();
    this.claimed = claimed;
  }

  /** What can be asked for along with a login. */
  List<XmlElement> inlineFeatures() {
    return List.of(Bind2.feature(), StreamManagement.feature(), Fast.feature(tokens.mechanisms()));
  }

  /** Whether nothing but its own elements may come (section 2.4). */
  boolean isUnderWay() {
    return underWay != null;
  }

  /** Any element, while a login is under way; else one of its namespace. */
  void on(XmlElement element) {
    var request = Sasl2Request.read(element);
    var current = upgrade;
    if (request instanceof Sasl2Request.Refused refused) {
      failed(refused.failure());
    } else if (request instanceof Sasl2Request.Abort && isUnderWay()) {
      failed(SaslFailure.of(SaslFailure.Condition.ABORTED));
    } else if (current != null) {
      onTask(current, current.task().on(request));
    } else if (request instanceof Sasl2Request.Authenticate begun && !isUnderWay()) {
      begin(begun);
    } else if (request instanceof Sasl2Request.Response response && underWay != null) {
      var begun = underWay;
      line.await(
          mechanisms.answer(response.data()), (outcome, problem) -> onOutcome(begun, outcome));
    } else {
      outOfPlace();
    }
  }

  private void outOfPlace() {
    line.fail(StreamErrorCondition.POLICY_VIOLATION, "out of place in a login (XEP-0388 2.4)");
  }

  /** These features with their version: a login that was made for others is refused (XEP-0509). */
  XmlElement versioned(XmlElement features) {
    var version = versions.of(features);
    offered = version;
    return features.withChild(version.toElement());
  }

  private boolean isMadeForOthers(Sasl2Request.Authenticate request) {
    return ConfigVersion.in(request.element()).filter(it -> !it.equals(offered)).isPresent();
  }

  private void begin(Sasl2Request.Authenticate request) {
    if (isMadeForOthers(request)) {
      // without prejudice: it does not count as a login in vain (XEP-0509 2.2)
      var aborted = SaslFailure.of(SaslFailure.Condition.ABORTED);
      line.send(Sasl2.failure(aborted, ConfigVersion.mismatch()));
      return;
    }
    if (asksForTooMuch(request)) {
      failed(SaslFailure.malformed("more first stanzas than " + FirstStanzas.STANZAS_MAX));
      return;
    }
    underWay = request;
    line.onlyElements(true);
    line.admit(kind(request), () -> ask(request));
  }

  /** Who has been here before costs less, and has a user who waits. */
  private LoginAdmission.Kind kind(Sasl2Request.Authenticate request) {
    return tokens.isFor(request) || request.inline("resume", StreamManagement.NAMESPACE).isPresent()
        ? LoginAdmission.Kind.RETURNING
        : LoginAdmission.Kind.NEW;
  }

  private void ask(Sasl2Request.Authenticate request) {
    line.await(
        tokens.isFor(request)
            ? tokens.log(request, claimed)
            : mechanisms.begin(request.mechanism(), request.initialResponse()),
        (outcome, problem) -> onOutcome(request, outcome));
  }

  private static boolean asksForTooMuch(Sasl2Request.Authenticate request) {
    return bind(request).filter(bind -> bind.first().size() > FirstStanzas.STANZAS_MAX).isPresent();
  }

  private void onOutcome(Sasl2Request.Authenticate request, @Nullable SaslOutcome outcome) {
    LoginCount.of(metrics, request.mechanism(), outcome);
    if (outcome instanceof SaslOutcome.Challenge challenge) {
      line.send(Sasl2.challenge(challenge.text()));
    } else if (outcome instanceof SaslOutcome.LoggedIn loggedIn) {
      if (claimed == null || claimed.equals(loggedIn.account())) {
        onProved(request, loggedIn);
      } else {
        failed(
            SaslFailure.of(SaslFailure.Condition.INVALID_AUTHZID, "not whom the stream is from"));
      }
    } else {
      failed(SaslOutcome.failureOf(outcome));
    }
  }

  private void over() {
    underWay = null;
    upgrade = null;
    line.onlyElements(false);
  }

  /** Nothing that was asked for along with the login is looked at (section 2.6.2). */
  private void failed(SaslFailure failure) {
    over();
    mechanisms.abort();
    line.loginFailed(Sasl2.failure(failure));
  }

  // ---- a task before the login is complete (XEP-0480)

  /** Who came by a token has not proved the password, and may not set what stands for it. */
  private void onProved(Sasl2Request.Authenticate request, SaslOutcome.LoggedIn loggedIn) {
    if (tokens.isFor(request) || !upgrades.isWanted(request.element())) {
      onLoggedIn(request, loggedIn);
      return;
    }
    line.await(
        upgrades.taskFor(loggedIn.account()),
        (task, problem) -> {
          if (task != null && task.isPresent()) {
            upgrade = new Upgrade(loggedIn.account(), request, task.get());
            line.send(Sasl2.continueWith(loggedIn.additionalData(), task.get().name()));
          } else {
            onLoggedIn(request, loggedIn);
          }
        });
  }

  private void onTask(Upgrade current, UpgradeTask.Step step) {
    if (step instanceof UpgradeTask.Step.Ask ask) {
      line.send(ask.element());
    } else if (step instanceof UpgradeTask.Step.Failed refused) {
      failed(refused.failure());
    } else if (step instanceof UpgradeTask.Step.Done done) {
      line.await(
          upgrades.store(current.account(), done.keys()),
          (stored, problem) -> onStored(current, stored));
    } else {
      outOfPlace();
    }
  }

  /** The mechanism's last word came before the task; the login has none of its own. */
  private void onStored(Upgrade current, @Nullable Boolean stored) {
    if (stored == null) {
      failed(SaslFailure.of(SaslFailure.Condition.TEMPORARY_AUTH_FAILURE));
    } else if (stored) {
      onLoggedIn(current.request(), new SaslOutcome.LoggedIn(current.account(), NO_DATA, null));
    } else {
      failed(SaslFailure.notAuthorized());
    }
  }

  // ---- what was asked for along with the login

  private void onLoggedIn(Sasl2Request.Authenticate request, SaslOutcome.LoggedIn loggedIn) {
    over();
    var account = loggedIn.account();
    var origin = new SessionOrigin(request.userAgent().id(), false);
    line.loggedIn(account, new SessionWishes(origin, false, null, false));
    if (tokens.isFor(request)) {
      goOn(new Login(account, loggedIn.additionalData(), request, loggedIn.nextToken()));
    } else {
      line.await(
          tokens.loggedIn(account, request),
          (token, problem) -> goOn(new Login(account, loggedIn.additionalData(), request, token)));
    }
  }

  private void goOn(Login login) {
    var resume =
        login
            .request()
            .inline("resume", StreamManagement.NAMESPACE)
            .flatMap(StreamManagement::read)
            .orElse(null);
    if (resume instanceof StreamManagement.Resume wanted) {
      sessions.resume(
          wanted,
          login.account(),
          resumed -> login.success(login.account(), List.of(resumed.toElement())),
          lapsed -> bind(login, List.of(lapsed.toElement())));
    } else {
      bind(login, List.of());
    }
  }

  private static Optional<Bind2> bind(Sasl2Request.Authenticate request) {
    return request.inline("bind", Bind2.NAMESPACE).flatMap(Bind2::read);
  }

  private void bind(Login login, List<XmlElement> results) {
    var bind = bind(login.request()).orElse(null);
    if (bind == null) {
      line.send(login.success(login.account(), results));
      line.send(line.features(ClientLine.Progress.NOTHING));
      return;
    }
    var wishes =
        new SessionWishes(
            new SessionOrigin(login.request().userAgent().id(), true),
            bind.carbons(),
            bind.enable(),
            bind.state() == ClientState.INACTIVE);
    var features =
        line.features(
            bind.enable() == null ? ClientLine.Progress.BOUND : ClientLine.Progress.MANAGED);
    line.unread(bind.first());
    sessions.begin(
        resources.fullJid(login.account(), bind.tag(), login.request().userAgent().id()),
        wishes,
        begun -> List.of(welcome(login, results, bind.first().size(), begun), features));
  }

  /** XEP-0386 section 3.2, then the features without a new stream (XEP-0388 section 2.6.1). */
  private static XmlElement welcome(
      Login login, List<XmlElement> before, int firstStanzas, SessionWelcome.Begun begun) {
    var bound = new ArrayList<XmlElement>();
    var archive = begun.archive();
    if (archive != null) {
      bound.add(archive.toElement());
    }
    var enabled = begun.enabled();
    if (enabled != null) {
      bound.add(enabled.toElement());
    }
    if (firstStanzas > 0) {
      bound.add(FirstStanzas.taken(firstStanzas));
    }
    var results = new ArrayList<>(before);
    results.add(Bind2.bound(bound));
    return login.success(begun.fullJid(), results);
  }
}
