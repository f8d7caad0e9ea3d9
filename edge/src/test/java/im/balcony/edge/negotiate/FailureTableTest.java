package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailureTableTest {
  private final SettableClock clock = new SettableClock();
  // Two free failures, then 1 s, doubling, at most 10 s; forgotten after 60 s; three entries.
  private final FailureTable table = new FailureTable(clock, 2, 1000, 10_000, 60_000, 3);

  @Test
  void theFirstFailuresCostNothingAndThenEachWaitIsTwiceAsLong() {
    fail("romeo", 2);
    assertTrue(table.isFree("romeo"));
    fail("romeo", 1);
    assertFalse(table.isFree("romeo"));
    clock.pass(1000);
    assertTrue(table.isFree("romeo"));
    fail("romeo", 1);
    clock.pass(1999);
    assertFalse(table.isFree("romeo"));
    clock.pass(1);
    assertTrue(table.isFree("romeo"));
  }

  @Test
  void theWaitHasAnUpperBound() {
    fail("romeo", 60);

    clock.pass(10_000);

    assertTrue(table.isFree("romeo"));
  }

  @Test
  void successAndTimeMakeForgotten() {
    fail("romeo", 3);
    table.succeeded("romeo");
    assertTrue(table.isFree("romeo"));
    fail("juliet", 3);
    clock.pass(60_001);
    fail("juliet", 1);
    assertEquals(1, table.counts().get("juliet"));
  }

  @Test
  void whoHasBeenIdleLongestIsForgottenFirst() {
    fail("a", 1);
    fail("b", 1);
    fail("c", 1);
    fail("a", 1);
    fail("d", 1);

    assertEquals(java.util.Set.of("c", "a", "d"), table.counts().keySet());
  }

  private void fail(String key, int times) {
    for (int i = 0; i < times; i++) {
      table.failed(key);
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
