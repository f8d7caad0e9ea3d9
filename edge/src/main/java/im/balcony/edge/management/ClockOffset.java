package im.balcony.edge.management;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * How far this node's clock is off the journal's at least: what the question took on its way does
 * not count against it.
 */
final class ClockOffset {
  private ClockOffset() {}

  static CompletionStage<Optional<String>> problem(
      Supplier<CompletionStage<Instant>> journal, Clock clock, Duration max) {
    var asked = clock.instant();
    return journal.get().thenApply(theirs -> problem(asked, theirs, clock.instant(), max));
  }

  static Optional<String> problem(Instant asked, Instant theirs, Instant answered, Duration max) {
    if (theirs.isBefore(asked.minus(max))) {
      return Optional.of(ahead(Duration.between(theirs, asked)));
    }
    return theirs.isAfter(answered.plus(max))
        ? Optional.of("%d ms behind the journal's".formatted(between(answered, theirs)))
        : Optional.empty();
  }

  private static String ahead(Duration off) {
    return "%d ms ahead of the journal's".formatted(off.toMillis());
  }

  private static long between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
