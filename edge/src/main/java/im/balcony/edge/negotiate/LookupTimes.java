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
    var like = Math.max(existing.nearlyAll, missing.nearlyAll);
    return Math.max(0, Math.min(like, waitNanosMax) - elapsedNanos);
  }

  /** The last so many times, as they came and in order: nothing is looked at twice. */
  private static final class Recent {
    private final long[] nanos = new long[KEPT];
    private final long[] sorted = new long[KEPT];
    private int next;
    private int count;

    /** As long as all of them but {@link #LONGER_MAX}, 0 when there is none. */
    private long nearlyAll;

    void took(long time) {
      if (count == KEPT) {
        forget(nanos[next]);
      }
      nanos[next] = time;
      next = (next + 1) % KEPT;
      insert(time);
      nearlyAll = sorted[Math.max(0, count - 1 - LONGER_MAX)];
    }

    private void forget(long time) {
      var at = Arrays.binarySearch(sorted, 0, count, time);
      count--;
      System.arraycopy(sorted, at + 1, sorted, at, count - at);
    }

    private void insert(long time) {
      var found = Arrays.binarySearch(sorted, 0, count, time);
      var at = found < 0 ? -found - 1 : found;
      System.arraycopy(sorted, at, sorted, at + 1, count - at);
      sorted[at] = time;
      count++;
    }
  }
}
