package im.balcony.protocol.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One message: RFC 8489 5, or without the magic cookie RFC 3489 11.1.
 *
 * @param type method and class together
 * @param transaction 16 bytes: the magic cookie and 96 bits chosen by the client; of RFC 3489, 128
 *     bits chosen by the client
 */
public record StunMessage(int type, byte[] transaction, List<StunAttribute> attributes) {
  public static final int BINDING_REQUEST = 0x0001;
  public static final int BINDING_INDICATION = 0x0011;
  public static final int BINDING_SUCCESS = 0x0101;
  public static final int BINDING_ERROR = 0x0111;

  public static final int MAGIC_COOKIE = 0x2112A442;
  public static final int HEADER_BYTES = 20;

  /** What reaches everybody in one piece over IPv4 (RFC 8489 6.1). */
  public static final int BYTES_MAX = 548;

  static final int TRANSACTION_BYTES = 16;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int FIRST_TWO_BITS = 0xC000;
  private static final int INTEGRITY_BYTES = ATTRIBUTE_HEADER_BYTES + 20;
  private static final int FINGERPRINT_MASK = 0x5354554E;

  public StunMessage {
    if (transaction.length != TRANSACTION_BYTES) {
      throw new IllegalArgumentException("a transaction has 16 bytes, not " + transaction.length);
    }
    attributes = List.copyOf(attributes);
  }

  /** The first attribute of a type. */
  public Optional<byte[]> value(int attributeType) {
    return attributes.stream()
        .filter(attribute -> attribute.type() == attributeType)
        .map(StunAttribute::value)
        .findFirst();
  }

  /** Of an error response, 300 to 699 (RFC 8489 14.8); 0 when there is none. */
  public int errorCode() {
    return value(StunAttribute.ERROR_CODE)
        .filter(value -> value.length >= Integer.BYTES)
        .map(value -> (value[2] & 7) * 100 + value[3])
        .orElse(0);
  }

  /** Sent by a client of RFC 3489, which knows no magic cookie and pads nothing. */
  public boolean isClassic() {
    return ByteBuffer.wrap(transaction).getInt() != MAGIC_COOKIE;
  }

  /** Empty for whatever is not one whole message: it gets no answer (RFC 8489 6.3). */
  public static Optional<StunMessage> read(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes.length > BYTES_MAX) {
      return Optional.empty();
    }
    var in = ByteBuffer.wrap(bytes);
    int type = Short.toUnsignedInt(in.getShort());
    int length = Short.toUnsignedInt(in.getShort());
    boolean isSensible =
        (type & FIRST_TWO_BITS) == 0
            && length % Integer.BYTES == 0
            && length == bytes.length - HEADER_BYTES;
    if (!isSensible) {
      return Optional.empty();
    }
    var transaction = new byte[TRANSACTION_BYTES];
    in.get(transaction);
    return attributes(in).map(attributes -> new StunMessage(type, transaction, attributes));
  }

  /** Empty when one is cut off, or the fingerprint is another message's. */
  private static Optional<List<StunAttribute>> attributes(ByteBuffer in) {
    var attributes = new ArrayList<StunAttribute>();
    while (in.hasRemaining()) {
      int start = in.position();
      int type = Short.toUnsignedInt(in.getShort());
      int length = Short.toUnsignedInt(in.getShort());
      if (padded(length) > in.remaining()) {
        return Optional.empty();
      }
      var value = new byte[length];
      in.get(value);
      in.position(in.position() + padded(length) - length);
      if (type == StunAttribute.FINGERPRINT && !isFingerprint(in, start, value)) {
        return Optional.empty();
      }
      attributes.add(new StunAttribute(type, value));
    }
    return Optional.of(attributes);
  }

  /** RFC 8489 14.7: the last one, over everything before it. */
  private static boolean isFingerprint(ByteBuffer in, int start, byte[] value) {
    return !in.hasRemaining()
        && value.length == Integer.BYTES
        && ByteBuffer.wrap(value).getInt() == fingerprint(in.slice(0, start));
  }

  private static int fingerprint(ByteBuffer before) {
    var crc = new CRC32();
    crc.update(before);
    return (int) crc.getValue() ^ FINGERPRINT_MASK;
  }

  /** The message as it is sent. */
  public byte[] write() {
    var bytes = new byte[HEADER_BYTES + attributesBytes()];
    write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** The same with MESSAGE-INTEGRITY behind it (RFC 8489 14.5), which counts as its last part. */
  public byte[] writeProtected(LoginKey key) {
    var bytes = new byte[HEADER_BYTES + attributesBytes() + INTEGRITY_BYTES];
    var out = ByteBuffer.wrap(bytes);
    write(out);
    var sum = key.sum(out.slice(0, out.position()));
    out.putShort((short) StunAttribute.MESSAGE_INTEGRITY).putShort((short) sum.length).put(sum);
    return bytes;
  }

  private int attributesBytes() {
    return attributes.stream()
        .mapToInt(attribute -> ATTRIBUTE_HEADER_BYTES + padded(attribute.value().length))
        .sum();
  }

  /** The length in the header counts whatever there is room for. */
  private void write(ByteBuffer out) {
    out.putShort((short) type).putShort((short) (out.capacity() - HEADER_BYTES)).put(transaction);
    for (var attribute : attributes) {
      out.putShort((short) attribute.type()).putShort((short) attribute.value().length);
      int next = out.position() + padded(attribute.value().length);
      out.put(attribute.value()).position(next);
    }
  }

  private static int padded(int length) {
    return (length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
  }
}
