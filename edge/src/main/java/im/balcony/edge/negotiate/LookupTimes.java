package im.balcony.edge.negotiate;

import java.util.Arrays;

/**
 * How long recent look-ups took, of names that exist and of names that do not. Each answer waits as
 * long as nearly all of both, so that a stopwatch cannot tell who has an account (A10): neither by
 * one that is in memory already, nor by one that has to be read first.
 */
final class LookupTimes {
  private static final int KEPT = 64;

  /** Of {@link #KEPT} times as many are longer than what is waited for. */
  private static final int LONGER_MAX = 3;

  private final Recent existing = new Recent();
  private final Recent missing = new Recent();
  private final long waitNanosMax;

  /**
   * @param waitNanosMax no answer is held back longer, counted from the question
   */
  LookupTimes(long waitNanosMax) {
    this.waitNanosMax = waitNanosMax;
  }

  /** Takes a look-up's time, and says how long its answer has to wait still. */
  synchronized long restNanos(boolean exists, long elapsedNanos) {
    (exists ? existing : missing).took(elapsedNanos);
    var like = Math.max(existing.nearlyAll(), missing.nearlyAll());
    return Math.max(0, Math.min(like, waitNanosMax) - elapsedNanos);
  }

  /** The last so many times. */
  private static final class Recent {
    private final long[] nanos = new long[KEPT];
    private int next;
    private int count;

    void took(long time) {
      nanos[next] = time;
      next = (next + 1) % KEPT;
      count = Math.min(count + 1, KEPT);
    }

    /** As long as all of them but a few, 0 when there is none. */
    long nearlyAll() {
      if (count == 0) {
        return 0;
      }
      var sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted[Math.max(0, count - 1 - LONGER_MAX)];
    }
  }
}
