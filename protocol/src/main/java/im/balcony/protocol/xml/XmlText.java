package im.balcony.protocol.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads character data, attribute values and references out of UTF-8 bytes (XML 1.0 sections 2.2,
 * 2.11, 3.3.3, 4.1).
 */
final class XmlText {
  private static final int REFERENCE_CHARS_MAX = 16;
  // Each behind the character that it stands for.
  private static final byte[][] PREDEFINED = {
    "&amp".getBytes(StandardCharsets.US_ASCII),
    "<lt".getBytes(StandardCharsets.US_ASCII),
    ">gt".getBytes(StandardCharsets.US_ASCII),
    "'apos".getBytes(StandardCharsets.US_ASCII),
    "\"quot".getBytes(StandardCharsets.US_ASCII)
  };

  private final byte[] in;
  private final int end;
  int at;

  XmlText(byte[] in, int from, int to) {
    this.in = in;
    this.at = from;
    this.end = to;
  }

  /** From here to the next tag or CDATA section, which stays unread. */
  String characters() throws XmlException {
    int from = at;
    boolean ascii = true;
    while (true) {
      at = XmlChars.skipPlain(in, at, end);
      if (at >= end) {
        break;
      }
      byte b = in[at];
      if (b == '\n' || b == '"' || b == '\'') {
        at++;
      } else if (b == '<') {
        break;
      } else if (b == '&' || b == '\r') {
        return composed(from, '<', false);
      } else if (b == '>') {
        refuseSectionEnd(from);
        at++;
      } else if (b < 0) {
        ascii = false;
        multibyte();
      } else {
        control(b);
      }
    }
    return slice(from, at, ascii);
  }

  /** The content of a CDATA section, whose end is read too. */
  String section() throws XmlException {
    int from = at;
    boolean ascii = true;
    boolean returns = false;
    while (at < end) {
      byte b = in[at];
      if (b == ']' && at + 2 < end && in[at + 1] == ']' && in[at + 2] == '>') {
        String text = slice(from, at, ascii);
        at += 3;
        return returns ? text.replace("\r\n", "\n").replace('\r', '\n') : text;
      }
      if (b < 0) {
        ascii = false;
        multibyte();
      } else {
        returns |= b == '\r';
        control(b);
      }
    }
    throw notWellFormed("CDATA section without an end");
  }

  /** A quoted value; the quotes are read too. A common one is one of few that everybody uses. */
  String value(int charsMax, boolean common) throws XmlException {
    byte quote = at < end ? in[at] : 0;
    if (quote != '\'' && quote != '"') {
      throw notWellFormed("attribute value without quotes");
    }
    int from = ++at;
    boolean ascii = true;
    while (true) {
      at = XmlChars.skipPlain(in, at, end);
      if (at >= end) {
        throw notWellFormed("attribute value without an end");
      }
      if (at - from > 4 * (long) charsMax) {
        throw tooLong();
      }
      byte b = in[at];
      if (b == quote) {
        String value = ascii && common ? NameCache.ascii(in, from, at) : slice(from, at, ascii);
        at++;
        return limited(value, charsMax);
      }
      if (b == '>' || b == '"' || b == '\'') {
        at++;
      } else if (b == '&' || b == '\r' || b == '\n' || b == '\t') {
        String value = composed(from, quote, true);
        at++;
        return limited(value, charsMax);
      } else if (b < 0) {
        ascii = false;
        multibyte();
      } else if (b == '<') {
        throw notWellFormed("< in an attribute value");
      } else {
        control(b);
      }
    }
  }

  /** The slow way: with references to resolve and white space to normalise. */
  private String composed(int from, int stop, boolean attribute) throws XmlException {
    StringBuilder text = new StringBuilder(at - from + 32);
    text.append(new String(in, from, at - from, StandardCharsets.UTF_8));
    while (at < end && in[at] != stop) {
      byte b = in[at];
      if (b == '&') {
        text.appendCodePoint(reference());
      } else if (b == '\r') {
        at++;
        if (at < end && in[at] == '\n') {
          at++;
        }
        text.append(attribute ? ' ' : '\n');
      } else if (b < 0) {
        text.appendCodePoint(multibyte());
      } else if (b == '<') {
        throw notWellFormed("< in an attribute value");
      } else {
        if (b == '>' && !attribute) {
          refuseSectionEnd(from);
        }
        control(b);
        text.append(attribute && b < ' ' ? ' ' : (char) b);
      }
    }
    if (at >= end && stop != '<') {
      throw notWellFormed("attribute value without an end");
    }
    return text.toString();
  }

  /** The character that a reference stands for; makes no text of its name. */
  private int reference() throws XmlException {
    int from = ++at;
    int to = from;
    while (to < end && to - from <= REFERENCE_CHARS_MAX && in[to] != ';') {
      to++;
    }
    if (to >= end || in[to] != ';') {
      throw noReference(from);
    }
    at = to + 1;
    if (in[from] == '#') {
      return numeric(from + 1, to);
    }
    for (byte[] predefined : PREDEFINED) {
      if (Arrays.equals(predefined, 1, predefined.length, in, from, to)) {
        return predefined[0];
      }
    }
    throw noReference(from);
  }

  /** Any other entity is restricted, however long its name; anything else is no reference. */
  private XmlException noReference(int from) {
    int to = XmlChars.skipName(in, from, end);
    if (to == from || to == end || in[to] != ';') {
      return notWellFormed("& that begins no reference");
    }
    return new XmlException(XmlFault.RESTRICTED_XML, "entity reference");
  }

  private int numeric(int from, int to) throws XmlException {
    boolean hex = in[from] == 'x';
    int digitsFrom = hex ? from + 1 : from;
    int value = 0;
    for (int i = digitsFrom; i < to; i++) {
      int digit = in[i] < 0 ? -1 : Character.digit((char) in[i], hex ? 16 : 10);
      if (digit < 0) {
        throw notWellFormed("character reference with a strange digit");
      }
      value = Math.min(value * (hex ? 16 : 10) + digit, 0x110000);
    }
    if (to == digitsFrom || !XmlChars.isChar(value)) {
      throw notWellFormed("reference to a character that XML does not have");
    }
    return value;
  }

  /** Reads one character of two to four bytes, strictly (RFC 3629 section 4). */
  int multibyte() throws XmlException {
    int first = in[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > end) {
      throw badEncoding();
    }
    int c = first & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      int next = in[at + i] & 0xFF;
      if ((next & 0xC0) != 0x80) {
        throw badEncoding();
      }
      c = (c << 6) | (next & 0x3F);
    }
    int least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
      throw badEncoding();
    }
    if (c == 0xFFFE || c == 0xFFFF) {
      throw notWellFormed("character that XML does not have");
    }
    at += length;
    return c;
  }

  private void control(byte b) throws XmlException {
    if (b < ' ' && b != '\t' && b != '\n' && b != '\r') {
      throw notWellFormed("control character");
    }
    at++;
  }

  private void refuseSectionEnd(int from) throws XmlException {
    if (at - from >= 2 && in[at - 1] == ']' && in[at - 2] == ']') {
      throw notWellFormed("]]> outside a CDATA section");
    }
  }

  private String slice(int from, int to, boolean ascii) {
    return new String(
        in, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static String limited(String value, int charsMax) throws XmlException {
    if (value.length() > charsMax) {
      throw tooLong();
    }
    return value;
  }

  private static XmlException tooLong() {
    return new XmlException(XmlFault.POLICY_VIOLATION, "attribute value too long");
  }

  private static XmlException badEncoding() {
    return new XmlException(XmlFault.UNSUPPORTED_ENCODING, "not UTF-8");
  }

  static XmlException notWellFormed(String detail) {
    return new XmlException(XmlFault.NOT_WELL_FORMED, detail);
  }
}
