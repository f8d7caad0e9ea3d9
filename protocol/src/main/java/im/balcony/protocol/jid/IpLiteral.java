package im.balcony.protocol.jid;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IPv6 address in brackets as a domain (RFC 3986 IP-literal), in the form of RFC 5952. */
final class IpLiteral {
  private static final int LITERAL_CHARS_MAX = 47;
  private static final int GROUPS = 8;

  private IpLiteral() {}

  static String normal(String bracketed) {
    for (int i = 1; i < bracketed.length() - 1; i++) {
      char c = bracketed.charAt(i);
      // Nothing that could be the name of a host or of a network interface reaches the resolver.
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        throw new InvalidJidException("not an IP literal");
      }
    }
    if (bracketed.length() > LITERAL_CHARS_MAX || !bracketed.endsWith("]")) {
      throw new InvalidJidException("not an IP literal");
    }
    try {
      // In brackets it is never looked up: it is an address or an exception.
      return InetAddress.getByName(bracketed) instanceof Inet6Address address
          ? "[" + compressed(address.getAddress()) + "]"
          : refuse();
    } catch (UnknownHostException e) {
      return refuse();
    }
  }

  private static String refuse() {
    throw new InvalidJidException("not an IP literal");
  }

  /** The longest run of two or more zero groups, the first of equals, becomes "::". */
  private static String compressed(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((address[2 * i] & 0xFF) << 8) | (address[2 * i + 1] & 0xFF);
    }
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
