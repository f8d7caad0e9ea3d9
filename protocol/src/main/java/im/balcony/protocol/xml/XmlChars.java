package im.balcony.protocol.xml;

/** Which characters XML 1.0 allows where. */
public final class XmlChars {
  private static final byte[] ASCII = new byte[128];
  private static final int NAME_START = 1;
  private static final int NAME = 2;
  private static final int SPACE = 4;
  private static final int PLAIN = 8;

  static {
    for (int c = ' '; c < 127; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean name = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
      boolean plain = c != '<' && c != '&' && c != '>' && c != '\'' && c != '"';
      ASCII[c] = (byte) ((letter ? NAME_START : 0) | (name ? NAME : 0) | (plain ? PLAIN : 0));
    }
    ASCII[127] = PLAIN;
    ASCII[' '] |= SPACE;
    ASCII['\t'] = SPACE;
    ASCII['\n'] = SPACE;
    ASCII['\r'] = SPACE;
  }

  private XmlChars() {}

  /** Whether this can stand in an element's text or an attribute at all (production Char). */
  public static boolean isText(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0xFFFE) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Whether this is a name without a prefix (production NCName). */
  public static boolean isName(String name) {
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      if (i == 0 ? !isNameStart(c) : !isNamePart(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return !name.isEmpty();
  }

  static boolean isNameStart(int c) {
    return c < 128 ? (ASCII[c] & NAME_START) != 0 : XmlNameChars.isStart(c);
  }

  static boolean isNamePart(int c) {
    return c < 128 ? (ASCII[c] & NAME) != 0 : XmlNameChars.isPart(c);
  }

  /** Production Char, for a code point from a character reference. */
  static boolean isChar(int c) {
    return c >= ' '
        ? c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF)
        : c == '\t' || c == '\n' || c == '\r';
  }

  /** Behind the bytes of ASCII that need no thought in text and in attributes. */
  static int skipPlain(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] >= 0 && (ASCII[in[at]] & PLAIN) != 0) {
      at++;
    }
    return at;
  }

  /** Behind the bytes of ASCII that a name can have. */
  static int skipName(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] >= 0 && (ASCII[in[at]] & NAME) != 0) {
      at++;
    }
    return at;
  }

  static boolean isSpace(byte b) {
    return b >= 0 && (ASCII[b] & SPACE) != 0;
  }
}
