package im.balcony.edge.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of histograms of times: from what a journal on a quiet machine takes to too long. */
final class LatencyBuckets {
  private static final long[] MICROS = {
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    30_000_000
  };
  private static final long NANOS_A_MICRO = 1_000;

  static final Duration[] BOUNDS =
      LongStream.of(MICROS)
          .mapToObj(micros -> Duration.ofNanos(micros * NANOS_A_MICRO))
          .toArray(Duration[]::new);

  private LatencyBuckets() {}
}
