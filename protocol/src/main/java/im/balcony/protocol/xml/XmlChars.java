package im.balcony.protocol.xml;

/** Which characters XML 1.0 (fifth edition) allows where. */
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
    if (c < 128) {
      return (ASCII[c] & NAME_START) != 0;
    }
    return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
        || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
        || c == 0x200C
        || c == 0x200D
        || (c >= 0x2070 && c <= 0x218F)
        || (c >= 0x2C00 && c <= 0x2FEF)
        || (c >= 0x3001 && c <= 0xD7FF)
        || (c >= 0xF900 && c <= 0xFDCF)
        || (c >= 0xFDF0 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0xEFFFF);
  }

  static boolean isNamePart(int c) {
    if (c < 128) {
      return (ASCII[c] & NAME) != 0;
    }
    return isNameStart(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
  }

  /** Production Char, for a code point from a character reference. */
  static boolean isChar(int c) {
    return c >= ' '
        ? c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF)
        : c == '\t' || c == '\n' || c == '\r';
  }

  /** A byte of ASCII that needs no thought in text and in attributes. */
  static boolean isPlain(byte b) {
    return b >= 0 && (ASCII[b] & PLAIN) != 0;
  }

  static boolean isNameByte(byte b) {
    return b >= 0 && (ASCII[b] & NAME) != 0;
  }

  static boolean isSpace(byte b) {
    return b >= 0 && (ASCII[b] & SPACE) != 0;
  }
}
