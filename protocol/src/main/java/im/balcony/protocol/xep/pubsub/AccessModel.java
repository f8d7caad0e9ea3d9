package im.balcony.protocol.xep.pubsub;

import java.util.Locale;
import java.util.Optional;

/** Who may see what a node holds (XEP-0060 section 4.5). */
public enum AccessModel {
  OPEN,
  /** Whoever may see the owner's presence. */
  PRESENCE,
  /** Whoever does and is in one of the configured groups of the roster. */
  ROSTER,
  /** Whoever has the affiliation "member". */
  WHITELIST;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in forms. */
  public String value() {
    return value;
  }

  /** Empty for an unknown one, and for "authorize", which no service here offers. */
  public static Optional<AccessModel> of(String value) {
    for (var model : values()) {
      if (model.value.equals(value)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
