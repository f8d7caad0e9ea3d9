package im.balcony.protocol.sasl;

import im.balcony.protocol.xml.XmlElement;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a client sends while it logs in (RFC 6120 section 6.4). */
public sealed interface SaslRequest {

  /** {@code <auth/>}: begins with this mechanism, known or not. */
  record Auth(String mechanism, @Nullable String base64) implements SaslRequest {
    /** Whether the first message of the mechanism came along (section 6.4.2). */
    public boolean hasInitialResponse() {
      return base64 != null;
    }

    /** The first message; no bytes when there is none. */
    public byte[] initialResponse() {
      return base64 == null ? new byte[0] : decoded(base64);
    }
  }

  /** {@code <response/>}: goes on. */
  record Response(String base64) implements SaslRequest {
    public byte[] data() {
      return decoded(base64);
    }
  }

  /** {@code <abort/>}: begins anew, perhaps with another mechanism. */
  record Abort() implements SaslRequest {}

  /** Not understood; the failure is the answer. */
  record Refused(SaslFailure failure) implements SaslRequest {}

  /** Reads an element of the SASL namespace. */
  static SaslRequest read(XmlElement element) {
    if (!element.namespace().equals(SaslElements.NAMESPACE)) {
      return new Refused(SaslFailure.malformed("not an element of SASL"));
    }
    var base64 = element.text().strip();
    if (!isBase64(base64)) {
      return new Refused(SaslFailure.of(SaslFailure.Condition.INCORRECT_ENCODING));
    }
    return switch (element.name()) {
      case "auth" -> auth(element.attribute("mechanism"), base64);
      case "response" -> new Response(base64);
      case "abort" -> new Abort();
      default -> new Refused(SaslFailure.malformed("not an element of a client"));
    };
  }

  private static SaslRequest auth(@Nullable String mechanism, String base64) {
    return mechanism == null
        ? new Refused(SaslFailure.of(SaslFailure.Condition.INVALID_MECHANISM))
        : new Auth(mechanism, base64.isEmpty() ? null : base64);
  }

  private static boolean isBase64(String text) {
    try {
      decoded(text);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** A single "=" stands for data of no bytes (section 6.4.2). */
  private static byte[] decoded(String base64) {
    return base64.equals("=") ? new byte[0] : Base64.getDecoder().decode(base64);
  }
}
