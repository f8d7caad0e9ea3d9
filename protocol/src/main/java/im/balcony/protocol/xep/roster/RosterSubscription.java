package im.balcony.protocol.xep.roster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sees whose presence (RFC 6121 section 2.1.2.5), from the account's point of view. */
public enum RosterSubscription {
  NONE,
  TO,
  FROM,
  BOTH,
  /** Only on the wire: the item goes. */
  REMOVE;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in the attribute. */
  public String value() {
    return value;
  }

  /** NONE when the attribute is absent, empty when it is unknown. */
  static Optional<RosterSubscription> of(@Nullable String attribute) {
    if (attribute == null) {
      return Optional.of(NONE);
    }
    return Arrays.stream(values()).filter(known -> known.value.equals(attribute)).findFirst();
  }
}
