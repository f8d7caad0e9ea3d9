package im.balcony.protocol.xep.muc;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an occupant may do while it is in the room (XEP-0045 section 5.1), the least first. */
public enum Role {
  NONE,
  VISITOR,
  PARTICIPANT,
  MODERATOR;

  private final String value = name().toLowerCase(Locale.ROOT);

  /** As it stands in the attribute. */
  public String value() {
    return value;
  }

  public static Optional<Role> of(@Nullable String value) {
    for (var role : values()) {
      if (role.value.equals(value)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  public boolean isAtLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
