package im.balcony.load.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker passes what a faultless server did, and finds each fault put into it. */
class HistoryCheckerTest {
  private static final HistoryChecker CHECKER = HistoryChecker.strict();

  @Property(tries = 300)
  void a_faultless_history_passes(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int accounts,
      @ForAll @IntRange(min = 0, max = 120) int messages) {
    var verdict = CHECKER.check(GeneratedHistory.of(seed, accounts, messages));

    assertTrue(verdict.isClean(), verdict::report);
  }

  @Property(tries = 1_000)
  void every_injected_fault_is_found(@ForAll long seed, @ForAll Fault fault) {
    var events = GeneratedHistory.of(seed, 3, 60);
    Assume.that(!LastingDeliveries.of(events).isEmpty());

    var verdict = CHECKER.check(fault.into(events, new Random(seed)));

    assertTrue(
        verdict.counts().containsKey(fault.foundAs()), () -> fault + "\n" + verdict.report());
  }

  @Property(tries = 1_000)
  void every_fault_of_a_return_is_found(@ForAll long seed, @ForAll ReturnFault fault) {
    var faulty = fault.into(GeneratedHistory.of(seed, 3, 80), new Random(seed));
    Assume.that(faulty.isPresent());

    var verdict = CHECKER.check(faulty.orElseThrow());

    assertTrue(
        verdict.counts().containsKey(fault.foundAs()), () -> fault + "\n" + verdict.report());
  }

  @Test
  void a_device_that_never_asks_is_owed_only_what_its_sessions_were_there_for() {
    var events = new ArrayList<HistoryEvent>();
    events.add(new Sent("a", "a/1.1", "a-1", "b"));
    events.add(new Acknowledged("a", "a-1"));
    events.add(new SessionReady("b", "b/1.1", false));
    for (var account : List.of("a", "b")) {
      events.add(page(account, null, "7", "a-1"));
      events.add(page(account, account.equals("a") ? "b" : "a", "7", "a-1"));
    }
    assertTrue(CHECKER.check(events).isClean());

    events.add(3, new CaughtUp("b", "b/1.1", null, List.of()));

    assertEquals(Map.of(Violation.Kind.I4_MISSED, 1), CHECKER.check(events).counts());
  }

  @Test
  void the_numbers_say_how_much_was_checked() {
    var verdict =
        CHECKER.check(
            List.of(
                new SessionReady("a", "a/1", false),
                new Sent("a", "a/1", "a-1", "b"),
                new Sent("a", "a/1", "a-1", "b"),
                new Sent("a", "a/1", "a-2", "b"),
                new Refused("a", "a-2", "not-allowed"),
                new Acknowledged("a", "a-1"),
                new Delivered("b", "b/1", "a-1", "a", "7"),
                page("a", null, "7", "a-1"),
                page("a", "b", "7", "a-1"),
                page("b", null, "7", "a-1"),
                page("b", "a", "7", "a-1")));

    assertEquals(
        "2 sent, 1 acknowledged, 1 sent again, 1 refused; 1 deliveries on 2 sessions,"
            + " 0 resumed, 0 by token, 0 caught up, 0 synchronized, 0 replayed: clean",
        verdict.report());
  }

  @Test
  void an_acknowledged_message_that_both_archives_lost_is_found() {
    var verdict =
        CHECKER.check(
            List.of(
                new Sent("a", "a/1", "a-1", "b"),
                new Acknowledged("a", "a-1"),
                new ArchivePage("a", null, List.of(), true),
                new ArchivePage("a", "b", List.of(), true),
                new ArchivePage("b", null, List.of(), true),
                new ArchivePage("b", "a", List.of(), true)));

    assertEquals(Map.of(Violation.Kind.I1_LOST, 4), verdict.counts());
  }

  @Test
  void a_message_without_acknowledgement_may_be_missing_but_not_in_one_archive_only() {
    var missing = new ArrayList<HistoryEvent>();
    missing.add(new Sent("a", "a/1", "a-1", "b"));
    for (var account : List.of("a", "b")) {
      missing.add(new ArchivePage(account, null, List.of(), true));
      missing.add(new ArchivePage(account, account.equals("a") ? "b" : "a", List.of(), true));
    }
    assertTrue(CHECKER.check(missing).isClean());

    var oneSided = new ArrayList<>(missing);
    oneSided.set(1, page("a", null, "7", "a-1"));
    oneSided.set(2, page("a", "b", "7", "a-1"));

    assertEquals(Map.of(Violation.Kind.I2_ARCHIVES_DIFFER, 1), CHECKER.check(oneSided).counts());
  }

  @Test
  void a_sender_whose_messages_changed_places_in_all_archives_is_found() {
    var events = new ArrayList<HistoryEvent>();
    events.add(new Sent("a", "a/1", "a-1", "b"));
    events.add(new Sent("a", "a/1", "a-2", "b"));
    var swapped = List.of(new Archived("7", "a", "a-2"), new Archived("8", "a", "a-1"));
    for (var account : List.of("a", "b")) {
      events.add(new ArchivePage(account, null, swapped, true));
      events.add(new ArchivePage(account, account.equals("a") ? "b" : "a", swapped, true));
    }

    assertEquals(Map.of(Violation.Kind.I2_REORDERED, 1), CHECKER.check(events).counts());
  }

  @Test
  void a_session_that_was_lost_and_not_resumed_is_owed_nothing() {
    var events =
        List.<HistoryEvent>of(
            new SessionReady("b", "b/1", false),
            new Sent("a", "a/1", "a-1", "b"),
            new SessionLost("b", "b/1"),
            new Acknowledged("a", "a-1"),
            page("a", null, "7", "a-1"),
            page("a", "b", "7", "a-1"),
            page("b", null, "7", "a-1"),
            page("b", "a", "7", "a-1"));

    assertTrue(CHECKER.check(events).isClean());
  }

  @Test
  void opaque_ids_need_not_increase() {
    var events = GeneratedHistory.of(1, 3, 60);
    var faulty = Fault.ID_NOT_INCREASING.into(events, new Random(1));

    assertTrue(
        !HistoryChecker.opaqueIds()
            .check(faulty)
            .counts()
            .containsKey(Violation.Kind.I2_ID_NOT_INCREASING));
  }

  private static ArchivePage page(
      String account, @Nullable String with, String archiveId, String message) {
    return new ArchivePage(account, with, List.of(new Archived(archiveId, "a", message)), true);
  }
}
