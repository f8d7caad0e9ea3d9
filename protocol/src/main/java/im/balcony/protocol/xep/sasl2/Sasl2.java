package im.balcony.protocol.xep.sasl2;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslElements;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.List;

/** What the server sends while a client logs in (XEP-0388 section 2). */
@Xep(number = 388, name = "Extensible SASL Profile", version = "1.0.4")
public final class Sasl2 {
  public static final String NAMESPACE = "urn:xmpp:sasl:2";

  private Sasl2() {}

  /**
   * The stream feature (section 2.1).
   *
   * @param offered what can be used to log in, in the order of preference; never empty
   * @param inline what can be asked for along with the login
   * @param more what other extensions put beside it
   */
  public static XmlElement feature(
      List<SaslMechanism> offered, List<XmlElement> inline, List<XmlElement> more) {
    var feature = named("authentication");
    for (var mechanism : offered) {
      feature.child(named("mechanism").text(mechanism.saslName()).build());
    }
    if (!inline.isEmpty()) {
      feature.child(named("inline").children(inline).build());
    }
    return feature.children(more).build();
  }

  /** Section 2.5; without data it asks for the first message of the mechanism. */
  public static XmlElement challenge(String data) {
    return named("challenge").text(base64(data.getBytes(UTF_8))).build();
  }

  /**
   * The mechanism let the client through, and a task comes before the login is complete (section
   * 2.6.3).
   *
   * @param additionalData the server's last word in the mechanism; no bytes for none
   */
  public static XmlElement continueWith(byte[] additionalData, String task) {
    var tasks = named("tasks").child(named("task").text(task).build()).build();
    return withData(named("continue"), additionalData).child(tasks).build();
  }

  /** What the server gives the client for its task (section 2.6.3). */
  public static XmlElement taskData(XmlElement data) {
    return named("task-data").child(data).build();
  }

  /**
   * Section 2.6.1.
   *
   * @param additionalData the server's last word in the mechanism; no bytes for none
   * @param authorizationIdentifier the account, or the full JID once a resource is bound
   * @param inline what came of the features that were asked for along with the login
   */
  public static XmlElement success(
      byte[] additionalData, Jid authorizationIdentifier, List<XmlElement> inline) {
    return withData(named("success"), additionalData)
        .child(named("authorization-identifier").text(authorizationIdentifier.toString()).build())
        .children(inline)
        .build();
  }

  /** Section 2.6.2: the conditions are those of RFC 6120 6.5. */
  public static XmlElement failure(SaslFailure failure) {
    var condition = failure.condition().elementName();
    var element =
        named("failure").child(XmlElement.named(condition, SaslElements.NAMESPACE).build());
    var text = failure.text();
    if (text != null) {
      element.child(named("text").text(text).build());
    }
    return element.build();
  }

  /** The same with a condition of an extension (section 2.6.2). */
  public static XmlElement failure(SaslFailure failure, XmlElement application) {
    return failure(failure).withChild(application);
  }

  private static XmlElement.Builder withData(XmlElement.Builder element, byte[] additionalData) {
    return additionalData.length == 0
        ? element
        : element.child(named("additional-data").text(base64(additionalData)).build());
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, NAMESPACE);
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }
}
