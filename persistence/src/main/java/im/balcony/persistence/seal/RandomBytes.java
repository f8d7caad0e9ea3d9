package im.balcony.persistence.seal;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random bytes of the platform's secure source, drawn in larger pieces: a nonce is small, and each
 * draw has a price of its own. What was handed out is wiped here. Of one thread.
 */
final class RandomBytes {
  private static final int DRAWN_BYTES = 768;

  private final SecureRandom source = new SecureRandom();
  private final byte[] drawn = new byte[DRAWN_BYTES];
  private int used = DRAWN_BYTES;

  /** So many bytes, never given before. */
  byte[] next(int bytes) {
    if (bytes > DRAWN_BYTES) {
      throw new IllegalArgumentException("at most " + DRAWN_BYTES + " at once, not " + bytes);
    }
    if (used + bytes > DRAWN_BYTES) {
      source.nextBytes(drawn);
      used = 0;
    }
    var out = Arrays.copyOfRange(drawn, used, used + bytes);
    Arrays.fill(drawn, used, used + bytes, (byte) 0);
    used += bytes;
    return out;
  }
}
