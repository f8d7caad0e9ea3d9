package im.balcony.protocol.xep.limits;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a stream, told in its features.
 *
 * @param stanzaBytesMax the largest stanza
 * @param idleSecondsMax how long nothing may come before the stream is closed
 */
@Xep(number = 478, name = "Stream Limits Advertisement", version = "0.2.0")
public record StreamLimits(@Nullable Integer stanzaBytesMax, @Nullable Integer idleSecondsMax) {
  public static final String NAMESPACE = "urn:xmpp:stream-limits:0";

  private static final String NAME = "limits";

  public static Optional<StreamLimits> read(XmlElement element) {
    return element.is(NAME, NAMESPACE)
        ? Optional.of(new StreamLimits(count(element, "max-bytes"), count(element, "idle-seconds")))
        : Optional.empty();
  }

  public XmlElement toElement() {
    var limits = XmlElement.named(NAME, NAMESPACE);
    add(limits, "max-bytes", stanzaBytesMax);
    add(limits, "idle-seconds", idleSecondsMax);
    return limits.build();
  }

  private static void add(XmlElement.Builder limits, String name, @Nullable Integer value) {
    if (value != null) {
      limits.child(XmlElement.named(name, NAMESPACE).text(value.toString()).build());
    }
  }

  private static @Nullable Integer count(XmlElement limits, String name) {
    var text = limits.child(name, NAMESPACE).map(XmlElement::text).orElse(null);
    var count = SchemaValues.countOf(text);
    return count.isPresent() ? count.getAsInt() : null;
  }
}
