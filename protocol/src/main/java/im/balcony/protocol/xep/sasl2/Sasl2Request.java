package im.balcony.protocol.xep.sasl2;

import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client sends while it logs in (XEP-0388 sections 2.3 to 2.6). */
public sealed interface Sasl2Request {

  /**
   * Begins with this mechanism, known or not.
   *
   * @param initialResponse null when the mechanism's first message did not come along
   * @param element the whole request, with what is asked for along with the login
   */
  record Authenticate(
      String mechanism, byte @Nullable [] initialResponse, UserAgent userAgent, XmlElement element)
      implements Sasl2Request {

    /** What the client asks for inline, by name and namespace. */
    public Optional<XmlElement> inline(String name, String namespace) {
      return element.child(name, namespace);
    }
  }

  record Response(byte[] data) implements Sasl2Request {}

  record Abort() implements Sasl2Request {}

  /** Begins the task that the server wants done (section 2.6.3). */
  record Next(String task) implements Sasl2Request {}

  /** What the client has to say in its task, in the words of the task (section 2.6.3). */
  record TaskData(XmlElement element) implements Sasl2Request {}

  /** Not understood; the failure is the answer. */
  record Refused(SaslFailure failure) implements Sasl2Request {}

  /** Nothing a client may send at any time: its stream ends (section 2.4). */
  record Forbidden() implements Sasl2Request {}

  /** Reads any first-level element. */
  static Sasl2Request read(XmlElement element) {
    if (!element.namespace().equals(Sasl2.NAMESPACE)) {
      return new Forbidden();
    }
    try {
      return switch (element.name()) {
        case "authenticate" -> authenticate(element);
        case "response" -> new Response(decoded(element));
        case "abort" -> new Abort();
        case "next" -> next(element);
        case "task-data" -> new TaskData(element);
        default -> new Forbidden();
      };
    } catch (IllegalArgumentException notBase64) {
      return new Refused(SaslFailure.of(SaslFailure.Condition.INCORRECT_ENCODING));
    }
  }

  private static Sasl2Request authenticate(XmlElement element) {
    var mechanism = element.attribute("mechanism");
    if (mechanism == null) {
      return new Refused(SaslFailure.of(SaslFailure.Condition.INVALID_MECHANISM));
    }
    var initial = element.child("initial-response", Sasl2.NAMESPACE);
    return new Authenticate(
        mechanism,
        initial.isPresent() ? decoded(initial.get()) : null,
        UserAgent.in(element),
        element);
  }

  private static Sasl2Request next(XmlElement element) {
    var task = element.attribute("task");
    return task == null
        ? new Refused(SaslFailure.malformed("next without a task"))
        : new Next(task);
  }

  /** Section 2.2: an empty element is empty data. */
  private static byte[] decoded(XmlElement element) {
    return Base64.getDecoder().decode(element.text().strip());
  }
}
