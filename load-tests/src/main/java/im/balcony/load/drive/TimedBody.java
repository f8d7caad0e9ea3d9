package im.balcony.load.drive;

import java.util.OptionalLong;

/** A body of 100 bytes that says when its message was meant to be sent. */
final class TimedBody {
  private static final int BYTES = 100;
  private static final String FILL = " the quick brown fox jumps over the lazy dog".repeat(3);

  private TimedBody() {}

  static String at(long nanos) {
    return (nanos + FILL).substring(0, BYTES);
  }

  /** Empty for a message of another kind of load, which an account may get from before. */
  static OptionalLong nanos(String body) {
    var end = body.indexOf(' ');
    if (body.length() != BYTES || end < 1) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(body.substring(0, end)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
