package im.balcony.edge.settings;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/**
 * A network of addresses, IPv4 or IPv6 (RFC 4632 3.1, RFC 4291 2.3).
 *
 * @param prefix its address in network byte order, 4 or 16 bytes
 * @param bits that an address has in common with it
 */
public record AddressRange(byte[] prefix, int bits) {
  private static final int BYTE_BITS = 8;

  public AddressRange {
    prefix = prefix.clone();
    if (bits < 0 || bits > prefix.length * BYTE_BITS) {
      throw new IllegalArgumentException("a network of " + bits + " bits");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address; never asks DNS. What cannot be
   * read is an {@link IllegalArgumentException}.
   */
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    var bytes = NetUtil.createByteArrayFromIpAddressString(address);
    var bits = slash < 0 ? "" : text.substring(slash + 1);
    if (bytes == null || !(slash < 0 || bits.matches("\\d{1,3}"))) {
      throw new IllegalArgumentException(text + " is no network like 10.0.0.0/8 or fd00::/8");
    }
    try {
      return new AddressRange(bytes, slash < 0 ? bytes.length * BYTE_BITS : Integer.parseInt(bits));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is no network: " + e.getMessage(), e);
    }
  }

  /** Whether this address lies in it; one of the other family never does. */
  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % BYTE_BITS);
      if (((bytes[bit / BYTE_BITS] ^ prefix[bit / BYTE_BITS]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
