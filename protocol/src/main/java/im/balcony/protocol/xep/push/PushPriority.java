package im.balcony.protocol.xep.push;

import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;

/** Whether a device may sleep on for a while (Tigase's {@code tigase:push:priority:0}). */
public enum PushPriority {
  HIGH,
  LOW;

  public static final String NAMESPACE = "tigase:push:priority:0";

  static final String NAME = "priority";

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Empty where the notification has none that is known. */
  static Optional<PushPriority> in(XmlElement notification) {
    var read = notification.child(NAME, NAMESPACE).map(XmlElement::text).orElse("").strip();
    for (var priority : values()) {
      if (priority.text.equals(read)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }

  XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE).text(text).build();
  }
}
