package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SparseIndexTest {
  private static final int EVENTS = 200_000;

  @Test
  void anIdLiesBetweenWhatItSaysBeforeAndAfter() {
    var sparse = SparseIndex.NONE;
    for (var n = 1L; n <= EVENTS; n++) {
      sparse = sparse.with(10 * n, n);
    }
    assertTrue(sparse.archiveIds().length < 1_024, "bounded");
    for (var n = 1L; n <= EVENTS; n += 97) {
      assertTrue(sparse.sequenceNrBefore(10 * n) <= n);
      assertTrue(sparse.sequenceNrAfter(10 * n) >= n);
      assertTrue(sparse.sequenceNrAfter(10 * n - 5) >= n);
      assertTrue(n - sparse.sequenceNrBefore(10 * n) <= sparse.everyEvents(), "near");
    }
  }

  @Test
  void anEmptyOneSaysEverything() {
    assertEquals(1, SparseIndex.NONE.sequenceNrBefore(5));
    assertEquals(Long.MAX_VALUE, SparseIndex.NONE.sequenceNrAfter(5));
  }

  @Test
  void positionsKeepTheirLastWordThroughBothLayers() {
    var positions = Positions.NONE;
    for (var n = 0; n < 1_000; n++) {
      positions = positions.with("c" + n % 100, new Position("peer", n, 10 + n));
    }
    assertEquals(100, positions.asMap().size());
    for (var n = 0; n < 100; n++) {
      assertEquals(900 + n, positions.versionOf("c" + n));
    }
    assertEquals(0, positions.versionOf("c100"));
    assertEquals(positions.asMap(), Positions.of(positions.asMap()).asMap());
  }
}
