package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class OrdinalRangesTest {
  /** Positive: add it. Negative: forget all up to it. */
  @Property
  void itHoldsWhatASetHolds(@ForAll("steps") List<Integer> steps) {
    var ranges = OrdinalRanges.NONE;
    var set = new TreeSet<Long>();
    for (var step : steps) {
      if (step > 0) {
        ranges = ranges.with(step);
        set.add((long) step);
      } else {
        ranges = ranges.above(-step);
        set.headSet((long) -step, true).clear();
      }
      assertEquals(set.size(), ranges.size());
      for (var ordinal = 0L; ordinal < 42; ordinal++) {
        assertEquals(set.contains(ordinal), ranges.contains(ordinal));
      }
      assertEquals(ranges, OrdinalRanges.of(ranges.bounds()));
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, Arbitraries.integers().between(1, 40)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-40, 0)))
        .list()
        .ofMaxSize(60);
  }

  @Test
  void neighboursAreOneRange() {
    var ranges = OrdinalRanges.NONE.with(1).with(3).with(2);
    assertEquals(OrdinalRanges.of(new long[] {1, 3}), ranges);
  }

  @Test
  void aboveItsLimitTheLowestAreForgotten() {
    var ranges = OrdinalRanges.NONE;
    for (var at = 1L; at <= OrdinalRanges.RANGES_MAX + 1; at++) {
      ranges = ranges.with(2 * at);
    }
    assertEquals(OrdinalRanges.RANGES_MAX, ranges.size());
    assertFalse(ranges.contains(2));
    assertTrue(ranges.contains(4));
  }
}
