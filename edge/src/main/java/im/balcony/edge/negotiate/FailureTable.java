package im.balcony.edge.negotiate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who failed to log in, how often, and until when no further try is looked at: the wait doubles
 * with each failure. Bounded: who has been idle longest is forgotten first.
 */
final class FailureTable {
  private static final int DOUBLINGS_MAX = 20;

  private record Failures(int count, long lastMillis) {}

  private final LinkedHashMap<String, Failures> table = new LinkedHashMap<>(16, 0.75f, true);
  private final Clock clock;
  private final int freeFailures;
  private final long firstWaitMillis;
  private final long waitMillisMax;
  private final long forgetMillis;
  private final int entriesMax;

  FailureTable(
      Clock clock,
      int freeFailures,
      long firstWaitMillis,
      long waitMillisMax,
      long forgetMillis,
      int entriesMax) {
    this.clock = clock;
    this.freeFailures = freeFailures;
    this.firstWaitMillis = firstWaitMillis;
    this.waitMillisMax = waitMillisMax;
    this.forgetMillis = forgetMillis;
    this.entriesMax = entriesMax;
  }

  /** Whether a try of this name or address is looked at now. */
  synchronized boolean isFree(String key) {
    var failures = table.get(key);
    return failures == null
        || clock.millis() - failures.lastMillis() >= waitMillis(failures.count());
  }

  private long waitMillis(int count) {
    int beyond = count - freeFailures;
    if (beyond <= 0) {
      return 0;
    }
    return Math.min(waitMillisMax, firstWaitMillis << Math.min(beyond - 1, DOUBLINGS_MAX));
  }

  synchronized void failed(String key) {
    long now = clock.millis();
    table.merge(
        key,
        new Failures(1, now),
        (old, one) ->
            now - old.lastMillis() > forgetMillis ? one : new Failures(old.count() + 1, now));
    if (table.size() > entriesMax) {
      table.remove(table.keySet().iterator().next());
    }
  }

  synchronized void succeeded(String key) {
    table.remove(key);
  }

  synchronized Map<String, Integer> counts() {
    var counts = new LinkedHashMap<String, Integer>();
    table.forEach((key, failures) -> counts.put(key, failures.count()));
    return counts;
  }
}
