package im.balcony.load.client;

import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The way from a new socket to a session: STARTTLS, SASL, then resumption or resource binding (RFC
 * 6120 sections 5 to 7, XEP-0198 section 5).
 */
final class Login {
  static final String STREAM = "http://etherx.jabber.org/streams";
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
  private static final String SM = LoadClient.SM;

  private final ClientSettings settings;
  private final Account account;
  private final ScramLogin scram;
  private final Steps steps;
  private boolean secured;
  private boolean authenticated;

  /** What a login asks of its connection, and how it ends. */
  interface Steps {
    void write(String xml);

    void startTls();

    void expectNewStream();

    @Nullable String resumption();

    void resumed(long h);

    /** The session is gone; {@code h} says how far the server got, if it still knows. */
    void resumptionRefused(@Nullable Long h);

    void bound(String fullJid);

    void failed(String reason);
  }

  Login(ClientSettings settings, Account account, ScramLogin scram, Steps steps) {
    this.settings = settings;
    this.account = account;
    this.scram = scram;
    this.steps = steps;
  }

  void openStream() {
    steps.write(
        ("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='%s' to='%s'"
                + " version='1.0'>")
            .formatted(STREAM, settings.domain()));
  }

  void element(XmlElement element) {
    if (element.is("features", STREAM)) {
      next();
    } else if (element.is("proceed", TLS)) {
      secured = true;
      steps.expectNewStream();
      steps.startTls();
      openStream();
    } else if (element.is("challenge", SASL)) {
      answer(decode(element.text()));
    } else if (element.is("success", SASL)) {
      success(decode(element.text()));
    } else if (element.is("resumed", SM)) {
      steps.resumed(number(element, "h"));
    } else if (element.is("failed", SM)) {
      steps.resumptionRefused(
          element.attribute("h") == null ? null : Long.valueOf(number(element, "h")));
      bind();
    } else if (element.is("iq", "jabber:client") && "result".equals(element.attribute("type"))) {
      steps.bound(
          element.child("bind", BIND).flatMap(bind -> bind.child("jid", BIND)).stream()
              .map(XmlElement::text)
              .findFirst()
              .orElse(""));
    } else {
      steps.failed("login refused: " + element.toXml());
    }
  }

  private void next() {
    if (settings.startTls() && !secured) {
      steps.write("<starttls xmlns='" + TLS + "'/>");
    } else if (!authenticated) {
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
            .formatted(SASL, settings.mechanism().saslName(), encode(initial)));
  }

  private void answer(String challenge) {
    try {
      var response = encode(scram.answer(challenge));
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
    openStream();
  }

  private void bind() {
    steps.write("<iq type='set' id='bind'><bind xmlns='" + BIND + "'/></iq>");
  }

  static long number(XmlElement element, String attribute) {
    var value = element.attribute(attribute);
    return value == null ? 0 : Long.parseLong(value);
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String text) {
    return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
  }
}
