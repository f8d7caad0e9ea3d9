package im.balcony.phone;

import static im.balcony.phone.Payload.SASL;
import static im.balcony.phone.Payload.element;
import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.phone.Payload.Failure;
import im.balcony.phone.Payload.Query;
import im.balcony.phone.Payload.Step;
import im.balcony.phone.Payload.Success;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.XMPPException.FailedNonzaException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/**
 * Smack's TCP connection with a login of one request: XEP-0388 by a token (XEP-0484), or by
 * password while there is none, with the session (XEP-0386), carbons (XEP-0280) and the first
 * question (docs/protocol/first-stanzas.md) in it.
 *
 * <p>What Smack 4.5 lacks: all of this; a class of its own may replace {@code loginInternal}, which
 * is what we do. It waits for the stream features before that, so a login takes two round trips
 * after TLS instead of one. Its Stream Management (XEP-0198) begins and resumes in private code
 * behind its own login, so there is none here: whoever comes back takes the difference instead.
 */
final class FastConnection extends XMPPTCPConnection {
  private static final String FAST = "urn:xmpp:fast:0";
  private static final String BIND = "urn:xmpp:bind:0";
  private static final String FIRST = "urn:balcony:first-stanzas:0";
  private static final String TOKEN_MECHANISM = "HT-SHA-256-NONE";

  private final Store store;
  private final Query first;
  private boolean byToken;
  private boolean firstTaken;

  /**
   * @param first asked along with the login; its answer comes like that of any IQ
   */
  FastConnection(XMPPTCPConnectionConfiguration configuration, Store store, Query first) {
    super(configuration);
    this.store = store;
    this.first = first;
    Payload.registerSteps();
  }

  /** Whether the last login needed no password. */
  boolean isByToken() {
    return byToken;
  }

  /** Whether the server took the first question; else it is still to be asked. */
  boolean isFirstTaken() {
    return firstTaken;
  }

  @Override
  protected synchronized void loginInternal(String user, String password, Resourcepart resource)
      throws XMPPException, SmackException, IOException, InterruptedException {
    try {
      var success = login(user, password);
      user(success.tree.getFirstElement("authorization-identifier", SASL).getText());
      var token = success.tree.getFirstElement("token", FAST);
      if (token != null) {
        store.token(token.getAttributeValue("token"));
      }
      firstTaken =
          success.tree.getFirstElement("bound", BIND).getFirstElement("first-stanzas", FIRST)
              != null;
      afterSuccessfulLogin(false);
    } catch (GeneralSecurityException e) {
      throw new SmackException.SmackSaslException(e);
    }
  }

  private void user(String fullJid) throws IOException {
    user = JidCreate.entityFullFrom(fullJid);
  }

  /** A token that is refused was revoked, or is too old: the password makes a new one. */
  private Success login(String user, String password)
      throws XMPPException, SmackException, InterruptedException, GeneralSecurityException {
    byToken = !store.token().isEmpty();
    if (byToken) {
      try {
        return byToken(user);
      } catch (FailedNonzaException refused) {
        byToken = false;
      }
    }
    return byPassword(user, password);
  }

  private Success byToken(String user)
      throws XMPPException, SmackException, InterruptedException, GeneralSecurityException {
    var message = new ByteArrayOutputStream();
    message.writeBytes((user + "\0").getBytes(UTF_8));
    message.writeBytes(hmac("Initiator"));
    var request =
        authenticate(TOKEN_MECHANISM, message.toByteArray(), element("fast", FAST).build());
    var success = sendAndWaitForResponse(request, Success.class, Failure.class);
    var proof = success.tree.getFirstElement("additional-data", SASL);
    if (proof == null || !proof.getText().equals(base64(hmac("Responder")))) {
      throw new SmackException.SmackSaslException("the server does not know the token");
    }
    return success;
  }

  private byte[] hmac(String role) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(store.token().getBytes(UTF_8), mac.getAlgorithm()));
    return mac.doFinal(role.getBytes(UTF_8));
  }

  /** PLAIN (RFC 4616): this connection has TLS and the server's certificate is checked. */
  private Success byPassword(String user, String password)
      throws XMPPException, SmackException, InterruptedException {
    var wish = element("request-token", FAST, "mechanism", TOKEN_MECHANISM).build();
    var message = ("\0" + user + "\0" + password).getBytes(UTF_8);
    return sendAndWaitForResponse(
        authenticate("PLAIN", message, wish), Success.class, Failure.class);
  }

  private Step authenticate(String mechanism, byte[] initial, StandardExtensionElement fast) {
    var software = element("software", SASL).setText("Balcony reference client").build();
    var agent = element("user-agent", SASL, "id", store.userAgentId()).addElement(software);
    var question =
        element("iq", "jabber:client", "type", IQ.Type.get.name(), "id", first.getStanzaId());
    var bind =
        element("bind", BIND)
            .addElement(element("tag", BIND).setText("phone").build())
            .addElement(element("enable", "urn:xmpp:carbons:2").build())
            .addElement(
                element("first-stanzas", FIRST)
                    .addElement(question.addElement(first.tree).build())
                    .build());
    return new Step(
        element("authenticate", SASL, "mechanism", mechanism)
            .addElement(element("initial-response", SASL).setText(base64(initial)).build())
            .addElement(agent.build())
            .addElement(fast)
            .addElement(bind.build())
            .build());
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }
}
