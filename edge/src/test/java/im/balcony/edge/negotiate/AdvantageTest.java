package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class AdvantageTest {
  @Test
  void equalTimesTellNothing() {
    var times = new long[] {5_000, 1_000, 3_000};
    assertEquals(new Advantage(0.5, 0), Advantage.of(times, times));
  }

  @Test
  void timesApartTellEverything() {
    var slow = new long[] {9_000, 8_000};
    var fast = new long[] {1_000, 2_000};
    assertEquals(new Advantage(1, 7), Advantage.of(slow, fast));
    assertEquals(new Advantage(0, -7), Advantage.of(fast, slow));
  }

  @Test
  void aQuarterIsAQuarter() {
    assertEquals(
        0.25, Advantage.of(new long[] {1, 2}, new long[] {2, 3, 1, 4}).slowerShare(), 0.07);
  }
}
