package im.balcony.protocol.jid;

import java.util.Locale;

/**
 * The normal form of a domainpart (RFC 7622 section 3.2): labels as people write them, never as DNS
 * carries them.
 */
final class JidDomain {
  private static final int LABEL_OCTETS_MAX = 63;
  private static final String A_LABEL_PREFIX = "xn--";
  private static final String DOTS_BEYOND_ASCII = "\u3002\uFF0E\uFF61";

  private JidDomain() {}

  /** Whether nothing but the case may have to change: no label to decode, no IP literal. */
  static boolean isPlain(String raw) {
    int labelFrom = 0;
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      if (c == '.' || c == '-') {
        boolean hyphens = c == '-' && i == labelFrom + 3 && raw.charAt(i - 1) == '-';
        if (i == labelFrom
            || i == length - 1
            || (raw.charAt(i - 1) == '-' && c == '.')
            || hyphens) {
          return false;
        }
        if (c == '.') {
          labelFrom = i + 1;
        }
      } else if (!isLetterOrDigit(c)) {
        return false;
      }
      if (i - labelFrom >= LABEL_OCTETS_MAX) {
        return false;
      }
    }
    return length > 0;
  }

  static String prepare(String raw) {
    if (raw.startsWith("[")) {
      return IpLiteral.normal(raw);
    }
    String dotted = raw;
    for (int i = 0; i < DOTS_BEYOND_ASCII.length(); i++) {
      dotted = dotted.replace(DOTS_BEYOND_ASCII.charAt(i), '.');
    }
    if (dotted.endsWith(".")) {
      dotted = dotted.substring(0, dotted.length() - 1);
    }
    StringBuilder domain = new StringBuilder(dotted.length());
    for (int from = 0; from <= dotted.length(); ) {
      int dot = dotted.indexOf('.', from);
      int to = dot < 0 ? dotted.length() : dot;
      domain.append(from == 0 ? "" : ".").append(label(dotted.substring(from, to)));
      from = to + 1;
    }
    return domain.toString();
  }

  private static String label(String raw) {
    // Before any work that grows with the square of it; two chars make one octet at least.
    if (raw.length() > 2 * LABEL_OCTETS_MAX) {
      throw new InvalidJidException("domainpart has a label of more than 63 octets");
    }
    String label = isAscii(raw) ? raw.toLowerCase(Locale.ROOT) : uLabel(raw);
    if (label.startsWith(A_LABEL_PREFIX) && isAscii(label)) {
      String spelled = Punycode.decode(label.substring(A_LABEL_PREFIX.length()));
      // Only the one spelling that our own encoder gives, of a label that needs one.
      if (isAscii(spelled)
          || !uLabel(spelled).equals(spelled)
          || !(A_LABEL_PREFIX + Punycode.encode(spelled)).equals(label)) {
        throw new InvalidJidException("domainpart has a false A-label");
      }
      label = spelled;
    }
    check(label);
    return label;
  }

  /**
   * PRECIS' IdentifierClass with case and width mapping is what IDNA2008 allows (RFC 5892), the
   * rule on directions and the contextual rules included.
   */
  private static String uLabel(String raw) {
    return JidParts.name("domainpart", raw);
  }

  private static void check(String label) {
    boolean ascii = true;
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      ascii &= c < 0x80;
      if (c != '-' && c < 0x80 && !isLetterOrDigit(c)) {
        throw new InvalidJidException("domainpart has a forbidden character");
      }
    }
    if (label.isEmpty()
        || label.startsWith("-")
        || label.endsWith("-")
        || label.startsWith("--", 2)
        || isMark(label.codePointAt(0))) {
      throw new InvalidJidException("domainpart has a label that RFC 5891 forbids");
    }
    int octets = ascii ? label.length() : A_LABEL_PREFIX.length() + Punycode.encode(label).length();
    if (octets > LABEL_OCTETS_MAX) {
      throw new InvalidJidException("domainpart has a label of more than 63 octets");
    }
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** The underscore is no letter of a host's name, but names of containers have it. */
  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
