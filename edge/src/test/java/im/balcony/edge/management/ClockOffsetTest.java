package im.balcony.edge.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A clock is off only by what the way of the question does not explain. */
class ClockOffsetTest {
  private static final Duration MAX = Duration.ofSeconds(1);
  private static final Instant ASKED = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant ANSWERED = ASKED.plusMillis(300);

  @Test
  void withinTheBoundItIsRight() {
    assertEquals(Optional.empty(), problem(ASKED.minus(MAX)));
    assertEquals(Optional.empty(), problem(ASKED));
    assertEquals(Optional.empty(), problem(ANSWERED.plus(MAX)));
  }

  @Test
  void beyondItTheProblemSaysWhichWayAndHowFar() {
    assertEquals(Optional.of("1001 ms ahead of the journal's"), problem(ASKED.minusMillis(1001)));
    assertEquals(Optional.of("1001 ms behind the journal's"), problem(ANSWERED.plusMillis(1001)));
  }

  private static Optional<String> problem(Instant theirs) {
    return ClockOffset.problem(ASKED, theirs, ANSWERED, MAX);
  }
}
