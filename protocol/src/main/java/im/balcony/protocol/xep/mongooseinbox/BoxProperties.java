package im.balcony.protocol.xep.mongooseinbox;

import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may change of a conversation.
 *
 * @param mutedUntil null when it is not muted
 */
public record BoxProperties(String box, @Nullable Instant mutedUntil, boolean read) {
  public static final String NAMESPACE = BoxQuery.NAMESPACE + "#conversation";

  /** Elements of an entry in the list. */
  public List<XmlElement> inList() {
    return elements(BoxQuery.NAMESPACE);
  }

  /**
   * An answer or a broadcast.
   *
   * @param name {@code query}, or {@code x} for a broadcast
   */
  public XmlElement toElement(String name, String jid) {
    return XmlElement.named(name, NAMESPACE)
        .attribute("jid", jid)
        .children(elements(NAMESPACE))
        .child(text("read", NAMESPACE, Boolean.toString(read)))
        .build();
  }

  private List<XmlElement> elements(String namespace) {
    return List.of(
        text("box", namespace, box),
        text("archive", namespace, Boolean.toString(box.equals("archive"))),
        text("mute", namespace, mutedUntil == null ? "0" : DateTimes.format(mutedUntil)));
  }

  private static XmlElement text(String name, String namespace, String value) {
    return XmlElement.named(name, namespace).text(value).build();
  }
}
