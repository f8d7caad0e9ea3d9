package im.balcony.actors.session;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The elements of Stream Management, XEP-0198. */
public final class StreamManagement {
  public static final String NAMESPACE = "urn:xmpp:sm:3";

  static final XmlElement REQUEST = XmlElement.named("r", NAMESPACE).build();
  private static final long COUNTER_MAX = 0xFFFF_FFFFL;

  private StreamManagement() {}

  static XmlElement ack(long h) {
    return XmlElement.named("a", NAMESPACE).attribute("h", Long.toString(h & COUNTER_MAX)).build();
  }

  static XmlElement enabled(@Nullable SessionId id, int resumptionSeconds) {
    var enabled = XmlElement.named("enabled", NAMESPACE);
    if (id != null) {
      enabled
          .attribute("id", id.value())
          .attribute("resume", "true")
          .attribute("max", Integer.toString(resumptionSeconds));
    }
    return enabled.build();
  }

  static XmlElement resumed(SessionId id, long h) {
    return XmlElement.named("resumed", NAMESPACE)
        .attribute("previd", id.value())
        .attribute("h", Long.toString(h & COUNTER_MAX))
        .build();
  }

  /** {@code <failed/>}, with the count of a stream that is no more, when it is known. */
  public static XmlElement failed(StanzaError.Condition condition, @Nullable Long h) {
    return XmlElement.named("failed", NAMESPACE)
        .attribute("h", h == null ? null : Long.toString(h & COUNTER_MAX))
        .child(XmlElement.named(condition.elementName(), StanzaError.NAMESPACE).build())
        .build();
  }

  /** XEP-0198 6. */
  static XmlElement handledCountTooHigh(long h, long sendCount) {
    return new StreamError(
            StreamErrorCondition.UNDEFINED_CONDITION,
            "You acknowledged %d stanzas, but I only sent you %d so far.".formatted(h, sendCount))
        .toElement()
        .withChild(
            XmlElement.named("handled-count-too-high", NAMESPACE)
                .attribute("h", Long.toString(h))
                .attribute("send-count", Long.toString(sendCount))
                .build());
  }

  /** The count an element carries; empty when it is no unsigned 32-bit number. */
  public static Optional<Long> count(XmlElement element) {
    var h = element.attribute("h");
    if (h == null || !h.matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    long count = Long.parseLong(h);
    return count > COUNTER_MAX ? Optional.empty() : Optional.of(count);
  }

  /** How long the stream will be resumable, 0 for not at all: the client may ask for less. */
  static int resumptionSeconds(XmlElement enable, int secondsMax) {
    var resume = enable.attribute("resume");
    var max = enable.attribute("max");
    if (!"true".equals(resume) && !"1".equals(resume)) {
      return 0;
    }
    return max != null && max.matches("[1-9][0-9]{0,8}")
        ? Math.min(secondsMax, Integer.parseInt(max))
        : secondsMax;
  }
}
