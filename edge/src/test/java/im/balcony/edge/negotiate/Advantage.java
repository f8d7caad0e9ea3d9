package im.balcony.edge.negotiate;

import java.util.Arrays;

/**
 * What two sets of times tell about each other (Mann and Whitney's U, divided by the number of
 * pairs).
 *
 * @param slowerShare the share of pairs in which the first takes longer: one half when a stopwatch
 *     cannot tell them apart, 0 or 1 when a single look can
 * @param medianDifferenceMicros the first's median minus the second's
 */
record Advantage(double slowerShare, double medianDifferenceMicros) {

  static Advantage of(long[] firstNanos, long[] secondNanos) {
    var first = firstNanos.clone();
    var second = secondNanos.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    double wins = 0;
    var below = 0;
    var upTo = 0;
    for (var time : first) {
      while (below < second.length && second[below] < time) {
        below++;
      }
      while (upTo < second.length && second[upTo] <= time) {
        upTo++;
      }
      wins += below + (upTo - below) / 2.0;
    }
    return new Advantage(
        wins / ((double) first.length * second.length), (median(first) - median(second)) / 1_000);
  }

  private static double median(long[] sorted) {
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
