package im.balcony.protocol.sasl;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The preparation of passwords before they are hashed (RFC 4013), as RFC 5802 section 2.2 asks.
 *
 * <p>Clients in use prepare with SASLprep, not with its successor OpaqueString (RFC 8265): both
 * ends must agree, or an umlaut typed on another keyboard is a wrong password. Code points that
 * Unicode 3.2 did not know are let through, so that emoji may be in a password.
 */
public final class SaslPrep {
  private SaslPrep() {}

  /** The prepared text; empty when it is empty or holds what RFC 4013 section 2.3 prohibits. */
  public static Optional<String> prepare(String text) {
    if (isPlainAscii(text)) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
    var mapped = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !isMappedToNothing(c))
        .map(c -> isOtherSpace(c) ? ' ' : c)
        .forEach(mapped::appendCodePoint);
    var prepared = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    if (prepared.isEmpty()
        || prepared.codePoints().anyMatch(SaslPrep::isProhibited)
        || !keepsBidiRule(prepared)) {
      return Optional.empty();
    }
    return Optional.of(prepared);
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  /** RFC 3454 table B.1. */
  private static boolean isMappedToNothing(int c) {
    return c == 0xad
        || c == 0x34f
        || c == 0x1806
        || (c >= 0x180b && c <= 0x180d)
        || (c >= 0x200b && c <= 0x200d)
        || c == 0x2060
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xfeff;
  }

  /** RFC 3454 table C.1.2 without U+200B, which is mapped to nothing. */
  private static boolean isOtherSpace(int c) {
    return c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** RFC 3454 tables C.1.2, C.2.1, C.2.2 and C.3 to C.9. */
  private static boolean isProhibited(int c) {
    int type = Character.getType(c);
    return isOtherSpace(c)
        || type == Character.CONTROL
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE
        || c == 0x6dd
        || c == 0x70f
        || c == 0x180e
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x2061 && c <= 0x2063)
        || (c >= 0x206a && c <= 0x206f)
        || (c >= 0xfff9 && c <= 0xfffd)
        || (c >= 0x1d173 && c <= 0x1d17a)
        || (c >= 0xfdd0 && c <= 0xfdef)
        || (c & 0xfffe) == 0xfffe
        || (c >= 0x2ff0 && c <= 0x2ffb)
        || c == 0x340
        || c == 0x341
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0xe0000 && c <= 0xe007f);
  }

  /** RFC 3454 section 6: text with a right-to-left letter begins and ends with one. */
  private static boolean keepsBidiRule(String prepared) {
    if (prepared.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
      return true;
    }
    return prepared.codePoints().noneMatch(SaslPrep::isLeftToRight)
        && isRightToLeft(prepared.codePointAt(0))
        && isRightToLeft(prepared.codePointBefore(prepared.length()));
  }

  private static boolean isRightToLeft(int c) {
    byte direction = Character.getDirectionality(c);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private static boolean isLeftToRight(int c) {
    return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  }
}
