package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LookupTimesTest {
  private final LookupTimes times = new LookupTimes();

  @Test
  void nothingIsWaitedForWhileNothingIsKnown() {
    assertEquals(0, times.restNanos(5));
  }

  @Test
  void anUnknownNameWaitsLikeAKnownOne() {
    for (int i = 0; i < 200; i++) {
      times.took(8_000_000);
    }

    assertEquals(7_000_000, times.restNanos(1_000_000));
    assertEquals(0, times.restNanos(9_000_000));
  }

  @Test
  void onlyRecentTimesCount() {
    for (int i = 0; i < 64; i++) {
      times.took(90_000_000);
    }
    for (int i = 0; i < 64; i++) {
      times.took(1_000_000);
    }

    assertTrue(times.restNanos(0) <= 1_000_000);
  }
}
