package im.balcony.load.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** How long one kind of thing took; written from many threads. */
public final class Latencies {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final String name;
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  public Latencies(String name) {
    this.name = name;
  }

  /** From a {@link System#nanoTime()} until now. */
  public void since(long startNanos) {
    record(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos));
  }

  /** Something that was timed elsewhere. */
  public void millis(double elapsed) {
    record(Math.round(elapsed * 1_000));
  }

  private void record(long elapsedMicros) {
    micros.recordValue(Math.max(0, Math.min(elapsedMicros, LONGEST_MICROS)));
  }

  /** Forgets the warm-up. */
  public void reset() {
    micros.reset();
  }

  public long count() {
    return micros.getTotalCount();
  }

  /** Milliseconds by name, such as {@code receiptP50Millis}. */
  public Map<String, Object> figures() {
    var figures = new TreeMap<String, Object>();
    if (count() > 0) {
      figures.put(name + "P50Millis", millis(micros.getValueAtPercentile(50)));
      figures.put(name + "P90Millis", millis(micros.getValueAtPercentile(90)));
      figures.put(name + "P99Millis", millis(micros.getValueAtPercentile(99)));
      figures.put(name + "P999Millis", millis(micros.getValueAtPercentile(99.9)));
      figures.put(name + "MaxMillis", millis(micros.getMaxValue()));
    }
    return figures;
  }

  private static double millis(long micros) {
    return micros / 1_000.0;
  }
}
