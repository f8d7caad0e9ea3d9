package im.balcony.protocol.xep.pubsub;

import java.util.Locale;
import java.util.Optional;

/** What somebody is to a node (XEP-0060 section 4.1); publishers there are none but the owner. */
public enum Affiliation {
  OWNER,
  /** On the whitelist. */
  MEMBER,
  NONE,
  /** Sees nothing, whatever the access model. */
  OUTCAST;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in attributes. */
  public String value() {
    return value;
  }

  public static Optional<Affiliation> of(String value) {
    for (var affiliation : values()) {
      if (affiliation.value.equals(value)) {
        return Optional.of(affiliation);
      }
    }
    return Optional.empty();
  }
}
