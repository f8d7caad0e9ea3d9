package im.balcony.load.client;

import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.protocol.xml.XmlElement;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Login, then the earlier session or a new one, and a token for the next time, all in one exchange
 * (XEP-0388, XEP-0386, XEP-0484).
 */
final class OneExchangeLogin implements Login {
  private static final String SASL2 = "urn:xmpp:sasl:2";
  private static final String FAST = "urn:xmpp:fast:0";
  private static final String BIND2 = "urn:xmpp:bind:0";
  private static final String SM = LoadClient.SM;

  /** Refusals that tell a lost token from a server that cannot ask its accounts. */
  private static final List<String> TOKEN_UNKNOWN =
      List.of("not-authorized", "credentials-expired");

  /** What comes of it besides. */
  interface Steps extends Login.Steps {
    /** A session that has copies and is managed as {@code enabled} says; still to be shown. */
    void begun(XmlElement enabled);

    /** Whether the server knew the token that it had given. */
    void tokenShown(boolean accepted);
  }

  private final ClientSettings settings;
  private final Account account;
  private final ScramLogin scram;
  private final ClientToken token;
  private final Steps steps;
  private final StreamStart start;
  private boolean byToken;

  OneExchangeLogin(
      ClientSettings settings, Account account, ScramLogin scram, ClientToken token, Steps steps) {
    this.settings = settings;
    this.account = account;
    this.scram = scram;
    this.token = token;
    this.steps = steps;
    this.start = new StreamStart(settings, steps);
  }

  @Override
  public void openStream() {
    start.open();
  }

  @Override
  public void element(XmlElement element) {
    if (start.took(element)) {
      return;
    }
    try {
      if (element.is("features", Login.STREAM)) {
        authenticate();
      } else if (element.is("challenge", SASL2)) {
        var response = Login.encode(scram.answer(Login.decode(element.text())));
        steps.write("<response xmlns='" + SASL2 + "'>" + response + "</response>");
      } else if (element.is("success", SASL2)) {
        success(element);
      } else if (element.is("failure", SASL2)) {
        failure(element);
      } else {
        steps.failed("login refused: " + element.toXml());
      }
    } catch (GeneralSecurityException | NumberFormatException e) {
      steps.failed("not understood: " + e.getMessage());
    }
  }

  private void authenticate() throws GeneralSecurityException {
    byToken = token.isThere();
    var mechanism = byToken ? ClientToken.MECHANISM : settings.mechanism().saslName();
    var initial = byToken ? token.shownBy(account) : Login.encode(firstMessage());
    var tokenPart =
        byToken
            ? "<fast xmlns='%s'/>".formatted(FAST)
            : "<request-token xmlns='%s' mechanism='%s'/>".formatted(FAST, ClientToken.MECHANISM);
    var resumption = steps.resumption();
    steps.write(
        ("<authenticate xmlns='%s' mechanism='%s'><initial-response>%s</initial-response>"
                + "<user-agent id='%s'><software>load</software></user-agent>%s%s<bind xmlns='%s'>"
                + "<enable xmlns='urn:xmpp:carbons:2'/><enable xmlns='%s' resume='true'/></bind>"
                + "</authenticate>")
            .formatted(
                SASL2,
                mechanism,
                initial,
                token.clientId(),
                tokenPart,
                resumption == null ? "" : resumption,
                BIND2,
                SM));
  }

  private String firstMessage() {
    return settings.mechanism() == Mechanism.PLAIN
        ? "\0" + account.name() + "\0" + account.password()
        : scram.first();
  }

  private void success(XmlElement success) throws GeneralSecurityException {
    if (!isServerTrue(success.child("additional-data", SASL2).map(XmlElement::text).orElse(""))) {
      steps.failed("the server does not know the keys");
      return;
    }
    if (byToken) {
      steps.tokenShown(true);
    }
    success.child("token", FAST).map(given -> given.attribute("token")).ifPresent(token::given);
    var resumed = success.child("resumed", SM);
    if (resumed.isPresent()) {
      steps.resumed(Login.number(resumed.get(), "h"));
      return;
    }
    success.child("failed", SM).ifPresent(failed -> steps.resumptionRefused(Login.handled(failed)));
    begin(success.child("bound", BIND2).flatMap(bound -> bound.child("enabled", SM)));
  }

  private void begin(Optional<XmlElement> enabled) {
    if (enabled.isPresent()) {
      steps.begun(enabled.get());
    } else {
      steps.failed("no managed session came with the login");
    }
  }

  private boolean isServerTrue(String data) throws GeneralSecurityException {
    if (byToken) {
      return data.strip().equals(token.expectedAnswer());
    }
    return settings.mechanism() == Mechanism.PLAIN || scram.isServerTrue(Login.decode(data));
  }

  /** A client whose token is not known logs in by its password and asks for another. */
  private void failure(XmlElement failure) throws GeneralSecurityException {
    var condition = failure.elements().isEmpty() ? "" : failure.elements().get(0).name();
    if (byToken && TOKEN_UNKNOWN.contains(condition)) {
      steps.tokenShown(false);
      token.forget();
      authenticate();
    } else {
      steps.failed("login refused: " + failure.toXml());
    }
  }
}
