package im.balcony.protocol.stun;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a request came from, as an attribute: RFC 8489 14.1 in clear, 14.2 masked.
 *
 * @param port 0 to 65535
 */
public record MappedAddress(InetAddress address, int port) {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int BEFORE_ADDRESS_BYTES = 4;

  /** Masked where the client knows that, so that no NAT on the way rewrites it. */
  StunAttribute in(StunMessage request) {
    return request.isClassic()
        ? masked(StunAttribute.MAPPED_ADDRESS, new byte[StunMessage.TRANSACTION_BYTES])
        : masked(StunAttribute.XOR_MAPPED_ADDRESS, request.transaction());
  }

  /** As an attribute of this type in a message with this transaction (RFC 8489 14.2). */
  StunAttribute masked(int type, byte[] mask) {
    var bytes = address.getAddress();
    var value = ByteBuffer.wrap(new byte[BEFORE_ADDRESS_BYTES + bytes.length]);
    value.put((byte) 0).put((byte) (bytes.length == IPV4_BYTES ? IPV4 : IPV6));
    value.putShort((short) (port ^ ByteBuffer.wrap(mask).getShort()));
    value.put(masked(bytes, mask));
    return new StunAttribute(type, value.array());
  }

  /** What an answer tells its client; empty when it tells no masked address. */
  public static Optional<MappedAddress> of(StunMessage answer) {
    return of(answer, StunAttribute.XOR_MAPPED_ADDRESS);
  }

  /** What an attribute of this type tells. */
  public static Optional<MappedAddress> of(StunMessage answer, int type) {
    return answer.value(type).flatMap(value -> read(value, answer.transaction()));
  }

  private static Optional<MappedAddress> read(byte[] value, byte[] mask) {
    boolean isIpv4 = value.length == BEFORE_ADDRESS_BYTES + IPV4_BYTES && value[1] == IPV4;
    boolean isIpv6 = value.length == BEFORE_ADDRESS_BYTES + IPV6_BYTES && value[1] == IPV6;
    if (!isIpv4 && !isIpv6) {
      return Optional.empty();
    }
    var in = ByteBuffer.wrap(value);
    int port = Short.toUnsignedInt((short) (in.getShort(2) ^ ByteBuffer.wrap(mask).getShort()));
    var bytes = new byte[value.length - BEFORE_ADDRESS_BYTES];
    in.position(BEFORE_ADDRESS_BYTES).get(bytes);
    try {
      return Optional.of(new MappedAddress(InetAddress.getByAddress(masked(bytes, mask)), port));
    } catch (IOException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes", e);
    }
  }

  private static byte[] masked(byte[] address, byte[] mask) {
    var masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i];
    }
    return masked;
  }
}
