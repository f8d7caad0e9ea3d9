package im.balcony.load.drive;

/** A body of 100 bytes that says when its message was meant to be sent. */
final class TimedBody {
  private static final int BYTES = 100;
  private static final String FILL = " the quick brown fox jumps over the lazy dog".repeat(3);

  private TimedBody() {}

  static String at(long nanos) {
    return (nanos + FILL).substring(0, BYTES);
  }

  static long nanos(String body) {
    return Long.parseLong(body.substring(0, body.indexOf(' ')));
  }
}
