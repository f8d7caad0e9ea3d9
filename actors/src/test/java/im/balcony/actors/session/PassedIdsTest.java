package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassedIdsTest {
  private final PassedIds passed = new PassedIds();

  @Test
  void eachIdPassesOnce() {
    assertTrue(passed.isFirst(5));
    assertFalse(passed.isFirst(5));
    assertTrue(passed.isFirst(7));
    assertFalse(passed.isFirst(5));
  }

  @Test
  void whatIsNotArchivedAlwaysPasses() {
    assertTrue(passed.isFirst(0));
    assertTrue(passed.isFirst(0));
  }

  @Test
  void aGapIsFilledLater() {
    passed.isFirst(5);
    passed.isFirst(9);

    assertTrue(passed.isFirst(7));
    assertFalse(passed.isFirst(7));
  }

  @Test
  void whatIsOlderThanAllThatIsKnownPassedLongAgo() {
    for (int id = 1; id <= 10 * PassedIds.IDS_MAX; id++) {
      assertTrue(passed.isFirst(id));
    }

    assertFalse(passed.isFirst(1));
    assertFalse(passed.isFirst(9 * PassedIds.IDS_MAX));
    assertFalse(passed.isFirst(10 * PassedIds.IDS_MAX));
  }

  /** Against a set of all, as a User repeats up to 100 of the newest at any moment. */
  @Test
  void noRepetitionOfTheNewestHundredPasses() {
    var random = new Random(3);
    var all = new HashSet<Long>();
    long newest = 0;
    for (int step = 0; step < 5_000; step++) {
      long id = random.nextInt(10) > 0 ? ++newest : Math.max(1, newest - random.nextInt(100));
      assertEquals(all.add(id), passed.isFirst(id));
    }
  }
}
