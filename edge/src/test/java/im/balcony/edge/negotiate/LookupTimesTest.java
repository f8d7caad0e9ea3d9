package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTimesTest {
  private static final long FAST = Duration.ofMillis(1).toNanos();
  private static final long SLOW = Duration.ofMillis(8).toNanos();
  private static final long WAIT_MAX = Duration.ofMillis(50).toNanos();

  private final LookupTimes times = new LookupTimes(WAIT_MAX);

  @Test
  void aNameWaitsLikeThoseBeforeIt() {
    repeat(true, SLOW, 200);
    assertEquals(SLOW - FAST, times.restNanos(false, FAST));
    assertEquals(0, times.restNanos(false, SLOW + 1));
  }

  @Test
  void anAccountInMemoryWaitsLikeANameThatHasToBeLookedFor() {
    repeat(false, SLOW, 10);
    assertEquals(SLOW - FAST, times.restNanos(true, FAST));
  }

  @Test
  void aFewThatTookVeryLongDoNotCount() {
    repeat(true, FAST, 60);
    repeat(true, 40 * SLOW, 3);
    assertEquals(0, times.restNanos(true, FAST));
  }

  @Test
  void onlyRecentTimesCount() {
    repeat(true, SLOW, 64);
    repeat(true, FAST, 64);
    assertTrue(times.restNanos(false, 0) <= FAST);
  }

  /** With few different times many are equal: forgetting one of them must leave the others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1_000})
  void allOfTheRecentTimesButThreeAreAtMostWhatIsWaitedFor(int differentTimes) {
    var random = new Random(3);
    var recent = new ArrayDeque<Long>();
    for (var n = 0; n < 500; n++) {
      var took = 1 + (long) random.nextInt(differentTimes);
      recent.add(took);
      if (recent.size() > 64) {
        recent.remove();
      }
      var sorted = recent.stream().sorted().toList();
      var expected = sorted.get(Math.max(0, sorted.size() - 4));
      assertEquals(Math.max(0, expected - took), times.restNanos(true, took));
    }
  }

  @Test
  void nobodyWaitsLongerThanTheLimit() {
    repeat(true, 10 * WAIT_MAX, 64);
    assertEquals(WAIT_MAX - FAST, times.restNanos(true, FAST));
    assertEquals(0, times.restNanos(true, WAIT_MAX));
  }

  @Test
  void aStopwatchTellsNothingThoughTheLookUpsDiffer() {
    var random = new Random(5);
    var existing = new long[2_000];
    var missing = new long[2_000];
    for (var n = 0; n < existing.length; n++) {
      existing[n] = answered(true, FAST + random.nextInt((int) FAST));
      missing[n] = answered(false, SLOW + random.nextInt((int) SLOW));
    }
    assertEquals(0.5, Advantage.of(missing, existing).slowerShare(), 0.1);
  }

  private long answered(boolean exists, long elapsed) {
    return elapsed + times.restNanos(exists, elapsed);
  }

  private void repeat(boolean exists, long nanos, int count) {
    for (var n = 0; n < count; n++) {
      times.restNanos(exists, nanos);
    }
  }
}
