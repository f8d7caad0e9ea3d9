package im.balcony.actors.wire;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what {@link WireWriter} put together. Nothing is reserved for a length that the bytes
 * do not hold: broken bytes end in an {@link IllegalArgumentException}.
 */
final class WireReader {
  private static final int NUMBER_BITS_MAX = 63;
  private static final int MORE_FOLLOWS = 0x80;
  private static final int SEVEN_BITS = 0x7f;

  private final byte[] bytes;
  private int at;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() {
    var value = 0L;
    for (var shift = 0; shift <= NUMBER_BITS_MAX; shift += 7) {
      if (at >= bytes.length) {
        throw new IllegalArgumentException("ends inside a number");
      }
      var next = bytes[at++];
      value |= (long) (next & SEVEN_BITS) << shift;
      if ((next & MORE_FOLLOWS) == 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }

  boolean flag() {
    return number() != 0;
  }

  String text() {
    var length = length();
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  @Nullable String textOrNull() {
    return flag() ? text() : null;
  }

  Jid jid() {
    return Jid.parse(text());
  }

  byte[] bytes() {
    var length = length();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  <T> List<T> list(Supplier<T> item) {
    var length = length(); // an item has one byte at least
    var items = new ArrayList<T>(length);
    for (var i = 0; i < length; i++) {
      items.add(item.get());
    }
    return items;
  }

  void end() {
    if (at != bytes.length) {
      throw new IllegalArgumentException("more than a message");
    }
  }

  private int length() {
    var length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("a length beyond the end");
    }
    return (int) length;
  }
}
