package im.balcony.actors.wire;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts values behind each other into bytes: numbers in groups of seven bits, lengths in front. */
final class WireWriter {
  private static final int BYTES_AT_FIRST = 256;
  private static final int MORE_FOLLOWS = 0x80;
  private static final int SEVEN_BITS = 0x7f;

  private byte[] bytes = new byte[BYTES_AT_FIRST];
  private int size;

  WireWriter number(long value) {
    var rest = value;
    room(10);
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes[size++] = (byte) ((rest & SEVEN_BITS) | MORE_FOLLOWS);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  WireWriter flag(boolean value) {
    return number(value ? 1 : 0);
  }

  WireWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  WireWriter textOrNull(@Nullable String value) {
    flag(value != null);
    return value == null ? this : text(value);
  }

  WireWriter jid(Jid value) {
    return text(value.toString());
  }

  WireWriter bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
