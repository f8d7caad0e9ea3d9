package im.balcony.protocol.jid;

/**
 * The ASCII form of a label beyond ASCII (RFC 3492), bare: no mapping, no check of what it spells.
 *
 * <p>The JDK's own is tied to IDNA2003, which turns one name into another (U+00DF into "ss").
 */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  private Punycode() {}

  /** Reads lower-case Punycode; at most as long as a label can be. */
  static String decode(String ascii) {
    int delimiter = ascii.lastIndexOf('-');
    StringBuilder out = new StringBuilder(ascii.substring(0, Math.max(0, delimiter)));
    int codePoints = out.length();
    int n = INITIAL_N;
    int bias = INITIAL_BIAS;
    int at = delimiter < 0 ? 0 : delimiter + 1;
    for (int i = 0; at < ascii.length(); ) {
      int before = i;
      int weight = 1;
      for (int k = BASE; ; k += BASE) {
        if (at >= ascii.length()) {
          throw new InvalidJidException("label breaks off");
        }
        int digit = digit(ascii.charAt(at++));
        i = exact(i + (long) digit * weight);
        int threshold = threshold(k, bias);
        if (digit < threshold) {
          break;
        }
        weight = exact((long) weight * (BASE - threshold));
      }
      codePoints++;
      bias = adapt(i - before, codePoints, before == 0);
      n = exact(n + (long) i / codePoints);
      i %= codePoints;
      if (!Character.isValidCodePoint(n) || (n >= 0xD800 && n <= 0xDFFF)) {
        throw new InvalidJidException("label spells no character");
      }
      out.insert(out.offsetByCodePoints(0, i), Character.toChars(n));
      i++;
    }
    return out.toString();
  }

  static String encode(String label) {
    StringBuilder out = new StringBuilder();
    label.chars().filter(c -> c < INITIAL_N).forEach(c -> out.append((char) c));
    int basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    int[] codePoints = label.codePoints().toArray();
    int n = INITIAL_N;
    int bias = INITIAL_BIAS;
    long delta = 0;
    for (int handled = basic; handled < codePoints.length; n++, delta++) {
      int next = Integer.MAX_VALUE;
      for (int c : codePoints) {
        next = c >= n ? Math.min(next, c) : next;
      }
      delta += (long) (next - n) * (handled + 1);
      n = next;
      for (int c : codePoints) {
        if (c < n) {
          delta++;
        } else if (c == n) {
          append(out, delta, bias);
          bias = adapt((int) delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, long delta, int bias) {
    long left = delta;
    for (int k = BASE; ; k += BASE) {
      int threshold = threshold(k, bias);
      if (left < threshold) {
        out.append(letter(left));
        return;
      }
      out.append(letter(threshold + (left - threshold) % (BASE - threshold)));
      left = (left - threshold) / (BASE - threshold);
    }
  }

  private static char letter(long digit) {
    return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
  }

  private static int digit(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 26;
    }
    throw new InvalidJidException("label has a strange digit");
  }

  private static int threshold(int k, int bias) {
    return Math.min(T_MAX, Math.max(T_MIN, k - bias));
  }

  private static int adapt(int delta, int codePoints, boolean first) {
    int scaled = first ? delta / DAMP : delta / 2;
    scaled += scaled / codePoints;
    int k = 0;
    for (; scaled > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
      scaled /= BASE - T_MIN;
    }
    return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
  }

  private static int exact(long value) {
    if (value > Integer.MAX_VALUE) {
      throw new InvalidJidException("label spells no character");
    }
    return (int) value;
  }
}
