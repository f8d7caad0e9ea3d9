package im.balcony.edge.negotiate;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long recent look-ups of real accounts took. The answer for a name that does not exist takes
 * as long as one of these, so that a stopwatch cannot tell who has an account.
 */
final class LookupTimes {
  private static final int KEPT = 64;

  private final int[] micros = new int[KEPT];
  private int known;

  synchronized void took(long nanos) {
    micros[known++ % KEPT] = (int) Math.min(nanos / 1000, Integer.MAX_VALUE);
    known = known >= 2 * KEPT ? KEPT : known;
  }

  /** What is left to wait after so much time, 0 when nothing is known yet. */
  synchronized long restNanos(long elapsedNanos) {
    int count = Math.min(known, KEPT);
    if (count == 0) {
      return 0;
    }
    long like = micros[ThreadLocalRandom.current().nextInt(count)] * 1000L;
    return Math.max(0, like - elapsedNanos);
  }
}
