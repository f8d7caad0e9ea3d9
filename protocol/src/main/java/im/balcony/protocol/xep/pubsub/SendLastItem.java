package im.balcony.protocol.xep.pubsub;

import java.util.Locale;
import java.util.Optional;

/** When a subscriber gets the last item without a new one (XEP-0060 section 16.4.4). */
public enum SendLastItem {
  NEVER,
  ON_SUB,
  ON_SUB_AND_PRESENCE;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in forms. */
  public String value() {
    return value;
  }

  public static Optional<SendLastItem> of(String value) {
    for (var when : values()) {
      if (when.value.equals(value)) {
        return Optional.of(when);
      }
    }
    return Optional.empty();
  }
}
