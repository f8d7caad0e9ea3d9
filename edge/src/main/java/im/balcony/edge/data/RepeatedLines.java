package im.balcony.edge.data;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Bounds how often one place in the program may warn: when the database is gone, every account says
 * so. The first line after a pause tells how many were left out.
 */
final class RepeatedLines extends TurboFilter {
  private static final int PLACES_MAX = 500;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int linesMax;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Count> places =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > PLACES_MAX;
        }
      };

  private static final class Count {
    private long began;
    private int lines;
    private int leftOut;
  }

  RepeatedLines(int linesMax, int windowSeconds, LongSupplier nanoTime) {
    this.linesMax = linesMax;
    this.windowNanos = windowSeconds * NANOS_PER_SECOND;
    this.nanoTime = nanoTime;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable failure) {
    // Without a text it is only asked whether there would be one.
    if (format == null
        || !level.isGreaterOrEqual(Level.WARN)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    var leftOut = 0;
    synchronized (places) {
      var now = nanoTime.getAsLong();
      var count = places.computeIfAbsent(logger.getName() + '\n' + format, place -> new Count());
      if (count.lines == 0 || now - count.began > windowNanos) {
        leftOut = count.leftOut;
        count.began = now;
        count.lines = 0;
        count.leftOut = 0;
      }
      if (count.lines >= linesMax) {
        count.leftOut++;
        return FilterReply.DENY;
      }
      count.lines++;
    }
    if (leftOut > 0) {
      logger.info("{} more lines like the next one were left out", leftOut);
    }
    return FilterReply.NEUTRAL;
  }
}
