package im.balcony.protocol.xep.bosh;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of one HTTP request.
 *
 * @param rid the request's id, 1 to 2^53-1 (XEP-0124 14.1)
 * @param body the element as it came
 */
@Xep(number = 124, name = "Bidirectional-streams Over Synchronous HTTP (BOSH)", version = "1.11.2")
public record BoshRequest(long rid, XmlElement body) {
  public static final String NAMESPACE = "http://jabber.org/protocol/httpbind";
  public static final long RID_MAX = (1L << 53) - 1;

  private static final int RID_DIGITS_MAX = 16;

  /** Empty when it is not a body, has text of its own, or a number that is none. */
  public static Optional<BoshRequest> read(XmlElement element) {
    var rid = ridOf(element.attribute("rid"));
    boolean fits =
        element.is("body", NAMESPACE)
            && element.text().isBlank()
            && rid.isPresent()
            && hasNumber(element, "wait")
            && hasNumber(element, "hold")
            && hasNumber(element, "pause")
            && (element.attribute("ack") == null || ridOf(element.attribute("ack")).isPresent());
    return fits ? Optional.of(new BoshRequest(rid.getAsLong(), element)) : Optional.empty();
  }

  private static OptionalLong ridOf(@Nullable String text) {
    if (text == null || text.length() > RID_DIGITS_MAX || !text.matches("[0-9]+")) {
      return OptionalLong.empty();
    }
    var rid = Long.parseLong(text);
    return rid >= 1 && rid <= RID_MAX ? OptionalLong.of(rid) : OptionalLong.empty();
  }

  private static boolean hasNumber(XmlElement element, String name) {
    return element.attribute(name) == null
        || SchemaValues.countOf(element.attribute(name)).isPresent();
  }

  /** The session it belongs to; null asks for a new one. */
  public @Nullable String sid() {
    return body.attribute("sid");
  }

  public @Nullable String to() {
    return body.attribute("to");
  }

  /** Whether the client names a version of the protocol; else it knows HTTP errors only (17.1). */
  public boolean namesVersion() {
    return body.attribute("ver") != null;
  }

  /** Seconds the client lets a request wait (7.1). */
  public OptionalInt waitSeconds() {
    return SchemaValues.countOf(body.attribute("wait"));
  }

  /** Requests the client lets wait at the same time (7.1). */
  public OptionalInt hold() {
    return SchemaValues.countOf(body.attribute("hold"));
  }

  /** Seconds without a request that the client announces (10). */
  public OptionalInt pauseSeconds() {
    return SchemaValues.countOf(body.attribute("pause"));
  }

  /** The Content-Type that the client's platform needs (7.1). */
  public @Nullable String content() {
    return body.attribute("content");
  }

  /** The last response that the client has, without a gap before it (9.2). */
  public OptionalLong ack() {
    return ridOf(body.attribute("ack"));
  }

  public @Nullable String key() {
    return body.attribute("key");
  }

  public @Nullable String newKey() {
    return body.attribute("newkey");
  }

  /** Whether the client ends the session (13). */
  public boolean isTerminate() {
    return "terminate".equals(body.attribute("type"));
  }

  /** Whether the stream is to begin anew (XEP-0206 5). */
  public boolean isRestart() {
    return XmppOverBosh.isRestart(body);
  }

  /** Nothing but a question for what waits. */
  public boolean isPoll() {
    return body.elements().isEmpty() && !isTerminate() && !isRestart() && pauseSeconds().isEmpty();
  }

  /** The stream header that a first request or a restart stands for. */
  public StreamFrame.Open header() {
    return XmppOverBosh.header(body);
  }

  /** Stanzas and nonzas, in their order. */
  public List<XmlElement> payloads() {
    return XmppOverBosh.payloads(body);
  }
}
