package im.balcony.persistence.event.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private static final long DAY_SECONDS = RecentIds.WINDOW_SECONDS;

  private static RecentIds with(RecentIds ids, int from, int to, long epochSecond) {
    var more = ids;
    for (var n = from; n <= to; n++) {
      more = more.with(n, n, epochSecond);
    }
    return more;
  }

  @Test
  void allOfTheLastDayAreKnown() {
    var ids = with(RecentIds.NONE, 1, 1_000, 0);
    ids = with(ids, 1_001, 2_000, DAY_SECONDS);
    for (var n = 1; n <= 2_000; n++) {
      assertEquals(n, ids.versionOf(n));
    }
  }

  @Test
  void olderOnesAreForgottenButTheNewestStay() {
    var ids = with(RecentIds.NONE, 1, 1_000, 0);
    ids = with(ids, 1_001, 1_001, DAY_SECONDS + 1);
    assertEquals(RecentIds.ABSENT, ids.versionOf(1));
    for (var n = 1_001 - RecentIds.IDS_MIN; n <= 1_001; n++) {
      assertEquals(n, ids.versionOf(n));
    }
  }

  @Test
  void thereAreNeverMoreThanTheirLimit() {
    var ids = with(RecentIds.NONE, 1, 2 * RecentIds.IDS_MAX, 0);
    var known = ids.pages().stream().mapToInt(RecentIds.Page::size).sum();
    assertTrue(known <= RecentIds.IDS_MAX, "known: " + known);
    assertEquals(2 * RecentIds.IDS_MAX, ids.versionOf(2 * RecentIds.IDS_MAX));
  }

  @Test
  void addingLeavesWhatWasBeforeAsItWas() {
    var before = with(RecentIds.NONE, 1, 10, 0);
    before.with(11, 11, 0);
    assertEquals(RecentIds.ABSENT, before.versionOf(11));
  }

  @Test
  void theIndexSaysWhatThePagesSay() {
    var random = new Random(42);
    var ids = RecentIds.NONE;
    for (var n = 1; n <= 3 * RecentIds.IDS_MAX; n++) {
      ids = ids.with(random.nextInt(10_000), n, n * 6L);
    }
    var read = new RecentIds(ids.pages());
    for (var key = 0; key < 10_000; key++) {
      assertEquals(newestByPages(ids, key), ids.versionOf(key));
      assertEquals(newestByPages(ids, key), read.versionOf(key));
    }
  }

  private static long newestByPages(RecentIds ids, long key) {
    var newest = RecentIds.ABSENT;
    for (var page : ids.pages()) {
      for (var at = 0; at < page.size(); at++) {
        newest = page.keys()[at] == key ? page.versions()[at] : newest;
      }
    }
    return newest;
  }

  @Test
  void aKeyBelongsToItsSender() {
    assertNotEquals(RecentIds.key("a@localhost", "o:1"), RecentIds.key("b@localhost", "o:1"));
    assertEquals(RecentIds.key("a@localhost", "o:1"), RecentIds.key("a@localhost", "o:1"));
  }
}
