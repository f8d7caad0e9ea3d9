package im.balcony.load.client;

import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.protocol.xml.XmlElement;
import java.security.GeneralSecurityException;

/**
 * The way from a new socket to a session: STARTTLS, SASL, then resumption or resource binding (RFC
 * 6120 sections 5 to 7, XEP-0198 section 5).
 */
final class StepwiseLogin implements Login {
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
  private static final String SM = LoadClient.SM;

  private final ClientSettings settings;
  private final Account account;
  private final ScramLogin scram;
  private final Steps steps;
  private final StreamStart start;
  private boolean authenticated;

  StepwiseLogin(ClientSettings settings, Account account, ScramLogin scram, Steps steps) {
    this.settings = settings;
    this.account = account;
    this.scram = scram;
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
    if (element.is("features", Login.STREAM)) {
      next();
    } else if (element.is("challenge", SASL)) {
      answer(Login.decode(element.text()));
    } else if (element.is("success", SASL)) {
      success(Login.decode(element.text()));
    } else if (element.is("resumed", SM)) {
      steps.resumed(Login.number(element, "h"));
    } else if (element.is("failed", SM)) {
      steps.resumptionRefused(Login.handled(element));
      bind();
    } else if (element.is("iq", "jabber:client") && "result".equals(element.attribute("type"))) {
      steps.bound();
    } else {
      steps.failed("login refused: " + element.toXml());
    }
  }

  private void next() {
    if (!authenticated) {
      authenticate();
    } else if (steps.resumption() != null) {
      steps.write(steps.resumption());
    } else {
      bind();
    }
  }

  private void authenticate() {
    var initial =
        settings.mechanism() == Mechanism.PLAIN
            ? "\0" + account.name() + "\0" + account.password()
            : scram.first();
    steps.write(
        "<auth xmlns='%s' mechanism='%s'>%s</auth>"
            .formatted(SASL, settings.mechanism().saslName(), Login.encode(initial)));
  }

  private void answer(String challenge) {
    try {
      var response = Login.encode(scram.answer(challenge));
      steps.write("<response xmlns='" + SASL + "'>" + response + "</response>");
    } catch (GeneralSecurityException | NumberFormatException e) {
      steps.failed("challenge not understood: " + e.getMessage());
    }
  }

  private void success(String data) {
    if (settings.mechanism() != Mechanism.PLAIN && !scram.isServerTrue(data)) {
      steps.failed("the server does not know the keys");
      return;
    }
    authenticated = true;
    steps.expectNewStream();
    start.open();
  }

  private void bind() {
    steps.write("<iq type='set' id='bind'><bind xmlns='" + BIND + "'/></iq>");
  }
}
