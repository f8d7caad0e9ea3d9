package im.balcony.protocol.jid;

/** An IPv6 address in brackets as a domain (RFC 3986 IP-literal), in the form of RFC 5952. */
final class IpLiteral {
  private static final int GROUPS = 8;
  private static final int GROUP_DIGITS_MAX = 4;
  private static final int LITERAL_CHARS_MAX = 47;

  private final int[] groups = new int[GROUPS];
  private int size;

  private IpLiteral() {}

  static String normal(String bracketed) {
    if (!bracketed.endsWith("]") || bracketed.length() > LITERAL_CHARS_MAX) {
      throw refused();
    }
    String text = bracketed.substring(1, bracketed.length() - 1);
    int gap = text.indexOf("::");
    IpLiteral head = new IpLiteral();
    IpLiteral tail = new IpLiteral();
    head.read(gap < 0 ? text : text.substring(0, gap), gap < 0);
    tail.read(gap < 0 ? "" : text.substring(gap + 2), true);
    if (gap < 0 ? head.size != GROUPS : head.size + tail.size >= GROUPS) {
      throw refused();
    }
    System.arraycopy(tail.groups, 0, head.groups, GROUPS - tail.size, tail.size);
    return "[" + head.compressed() + "]";
  }

  private void read(String text, boolean last) {
    for (int from = 0; from < text.length() || (from > 0 && from == text.length()); ) {
      int colon = text.indexOf(':', from);
      int to = colon < 0 ? text.length() : colon;
      String group = text.substring(from, to);
      if (last && colon < 0 && group.indexOf('.') > 0) {
        dotted(group);
      } else {
        add(number(group, 16, GROUP_DIGITS_MAX));
      }
      from = to + 1;
    }
  }

  /** The last two groups as an IPv4 address (RFC 4291 section 2.2). */
  private void dotted(String text) {
    String[] bytes = text.split("\\.", -1);
    if (bytes.length != 4) {
      throw refused();
    }
    for (int i = 0; i < bytes.length; i += 2) {
      int high = number(bytes[i], 10, 3);
      int low = number(bytes[i + 1], 10, 3);
      if (Math.max(high, low) > 255) {
        throw refused();
      }
      add(256 * high + low);
    }
  }

  private void add(int group) {
    if (size == GROUPS) {
      throw refused();
    }
    groups[size++] = group;
  }

  private static int number(String digits, int radix, int digitsMax) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0 || digits.length() > digitsMax) {
        throw refused();
      }
      value = radix * value + digit;
    }
    if (digits.isEmpty()) {
      throw refused();
    }
    return value;
  }

  private static InvalidJidException refused() {
    return new InvalidJidException("domainpart is no IP literal");
  }

  /** The longest run of two or more zero groups, the first of equals, becomes "::". */
  private String compressed() {
    int longestAt = -1;
    int longest = 1;
    for (int i = 0, run = 0; i < GROUPS; i++) {
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        longestAt = i - run + 1;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == longestAt) {
        out.append("::");
        i += longest - 1;
      } else {
        boolean first = out.length() == 0 || out.charAt(out.length() - 1) == ':';
        out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
