package im.balcony.protocol.xep.muc;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an account is to a room for good (XEP-0045 section 5.2), the least first. */
public enum Affiliation {
  OUTCAST,
  NONE,
  MEMBER,
  ADMIN,
  OWNER;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in the attribute. */
  public String value() {
    return value;
  }

  public static Optional<Affiliation> of(@Nullable String value) {
    for (var affiliation : values()) {
      if (affiliation.value.equals(value)) {
        return Optional.of(affiliation);
      }
    }
    return Optional.empty();
  }

  public boolean isAtLeast(Affiliation other) {
    return compareTo(other) >= 0;
  }
}
