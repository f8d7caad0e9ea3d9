package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.List;

/** What the server sends while a client logs in (RFC 6120 section 6.4). */
public final class SaslElements {
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-sasl";

  private SaslElements() {}

  /** The stream feature: what can be used to log in, in the order of preference. */
  public static XmlElement mechanisms(List<SaslMechanism> offered) {
    var mechanisms = XmlElement.named("mechanisms", NAMESPACE);
    for (var mechanism : offered) {
      mechanisms.child(XmlElement.named("mechanism", NAMESPACE).text(mechanism.saslName()).build());
    }
    return mechanisms.build();
  }

  public static XmlElement challenge(String data) {
    return XmlElement.named("challenge", NAMESPACE).text(base64(data)).build();
  }

  /** Asks for the first message of a mechanism that did not come with {@code <auth/>}. */
  public static XmlElement emptyChallenge() {
    return XmlElement.named("challenge", NAMESPACE).build();
  }

  /**
   * The client is logged in.
   *
   * @param additionalData the server's last word, which lets the client know whom it talks to; no
   *     bytes for none
   */
  public static XmlElement success(byte[] additionalData) {
    var success = XmlElement.named("success", NAMESPACE);
    return additionalData.length == 0
        ? success.build()
        : success.text(Base64.getEncoder().encodeToString(additionalData)).build();
  }

  public static XmlElement failure(SaslFailure failure) {
    var element =
        XmlElement.named("failure", NAMESPACE)
            .child(XmlElement.named(failure.condition().elementName(), NAMESPACE).build());
    var text = failure.text();
    if (text != null) {
      element.child(
          XmlElement.named("text", NAMESPACE).attribute("xml:lang", "en").text(text).build());
    }
    return element.build();
  }

  private static String base64(String data) {
    return Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
  }
}
