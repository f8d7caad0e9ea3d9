package im.balcony.persistence.event.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void aKeyBelongsToItsSender() {
    assertNotEquals(RecentIds.key("a@localhost", "o:1"), RecentIds.key("b@localhost", "o:1"));
    assertEquals(RecentIds.key("a@localhost", "o:1"), RecentIds.key("a@localhost", "o:1"));
  }
}
