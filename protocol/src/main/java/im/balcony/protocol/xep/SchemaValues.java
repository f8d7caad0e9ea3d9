package im.balcony.protocol.xep;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values of the XML Schema types that extensions use in attributes and text. */
public final class SchemaValues {
  private static final long UNSIGNED_INT_MAX = 0xffff_ffffL;
  private static final int DIGITS_MAX = 10;

  private SchemaValues() {}

  /** xs:boolean: "true", "1", "false" or "0". */
  public static Optional<Boolean> booleanOf(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    return switch (text.strip()) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** xs:unsignedInt: 0 to 2^32-1, ten digits at most. */
  public static OptionalLong unsignedIntOf(@Nullable String text) {
    var digits = text == null ? "" : text.strip();
    if (digits.isEmpty()
        || digits.length() > DIGITS_MAX
        || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
      return OptionalLong.empty();
    }
    long value = Long.parseLong(digits);
    return value > UNSIGNED_INT_MAX ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** xs:nonNegativeInteger as far as a long goes: ids of archives, stamps, versions. */
  public static OptionalLong longOf(@Nullable String text) {
    var digits = text == null ? "" : text.strip();
    if (digits.isEmpty() || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** A count: like xs:unsignedInt, but what is above an int's range is its largest value. */
  public static OptionalInt countOf(@Nullable String text) {
    var value = unsignedIntOf(text);
    return value.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.min(value.getAsLong(), Integer.MAX_VALUE));
  }
}
