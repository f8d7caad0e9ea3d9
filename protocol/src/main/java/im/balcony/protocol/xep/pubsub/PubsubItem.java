package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item of a node (XEP-0060 section 7.1).
 *
 * @param id null when the service is to give one
 * @param payload null where only the id is told
 */
public record PubsubItem(@Nullable String id, @Nullable XmlElement payload) {
  static final String NAME = "item";

  /** An item without its payload. */
  public static PubsubItem named(String id) {
    return new PubsubItem(id, null);
  }

  /** Empty when it holds more than one payload (section 7.1.3.4). */
  static Optional<PubsubItem> read(XmlElement element) {
    var payloads = element.elements();
    return payloads.size() > 1
        ? Optional.empty()
        : Optional.of(
            new PubsubItem(element.attribute("id"), payloads.isEmpty() ? null : payloads.get(0)));
  }

  /** As it stands in an answer or in an event. */
  public XmlElement toElement(String namespace) {
    var item = XmlElement.named(NAME, namespace).attribute("id", id);
    return payload == null ? item.build() : item.child(payload).build();
  }
}
