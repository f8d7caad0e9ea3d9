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

  /** The last so many times. */
  private static final class Recent {
    private final long[] nanos = new long[KEPT];
    private final long[] longest = new long[LONGER_MAX + 1];
    private int next;
    private int count;

    /** As long as all of them but {@link #LONGER_MAX}, 0 when there is none. */
    private long nearlyAll;

    void took(long time) {
      nanos[next] = time;
      next = (next + 1) % KEPT;
      count = Math.min(count + 1, KEPT);
      Arrays.fill(longest, 0);
      for (var at = 0; at < count; at++) {
        insert(nanos[at]);
      }
      nearlyAll = longest[Math.min(count - 1, LONGER_MAX)];
    }

    /** Keeps the longest in order, the longest first: cheaper than to sort all of them. */
    private void insert(long time) {
      var at = LONGER_MAX;
      if (time <= longest[at]) {
        return;
      }
      for (; at > 0 && longest[at - 1] < time; at--) {
        longest[at] = longest[at - 1];
      }
      longest[at] = time;
    }
  }
}
