package im.balcony.protocol.stream;

import im.balcony.protocol.xml.XmlContext;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a stream ends (RFC 6120 section 4.9).
 *
 * @param data what the condition's element holds: the other host of see-other-host (4.9.3.19)
 */
public record StreamError(
    StreamErrorCondition condition, @Nullable String text, @Nullable String data) {
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

  public StreamError(StreamErrorCondition condition, @Nullable String text) {
    this(condition, text, null);
  }

  public StreamError(StreamErrorCondition condition) {
    this(condition, null, null);
  }

  /**
   * Sends the peer to another server, as {@code host} or {@code host:port} or {@code [v6]:port}.
   */
  public static StreamError seeOtherHost(String hostAndPort) {
    return new StreamError(StreamErrorCondition.SEE_OTHER_HOST, null, hostAndPort);
  }

  /** Reads {@code <stream:error/>}; an unknown condition counts as undefined-condition. */
  public static Optional<StreamError> read(XmlElement element) {
    if (!element.is("error", XmlContext.STREAMS)) {
      return Optional.empty();
    }
    StreamErrorCondition condition = StreamErrorCondition.UNDEFINED_CONDITION;
    String data = null;
    for (XmlElement child : element.elements()) {
      for (StreamErrorCondition known : StreamErrorCondition.values()) {
        if (child.is(known.elementName(), NAMESPACE)) {
          condition = known;
          data = child.text().isEmpty() ? null : child.text();
        }
      }
    }
    String text = element.child("text", NAMESPACE).map(XmlElement::text).orElse(null);
    return Optional.of(new StreamError(condition, text, data));
  }

  public XmlElement toElement() {
    XmlElement.Builder error =
        XmlElement.named("error", XmlContext.STREAMS)
            .child(
                XmlElement.named(condition.elementName(), NAMESPACE)
                    .text(data == null ? "" : data)
                    .build());
    if (text != null) {
      error.child(
          XmlElement.named("text", NAMESPACE).attribute("xml:lang", "en").text(text).build());
    }
    return error.build();
  }
}
