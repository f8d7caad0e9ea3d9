package im.balcony.actors.user.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Jid NURSE = Jid.parse("nurse@localhost");
  private static final Jid ROMEO = Jid.parse("romeo@localhost");

  @Test
  void everyVisibleChangeRaisesTheVersionByOne() {
    var roster =
        Roster.EMPTY
            .withNamed(NURSE, "Nurse", List.of("Servants"))
            .withSubscription(NURSE, true, false, false, false)
            .without(NURSE);
    assertEquals(3, roster.version());
    assertTrue(roster.items().isEmpty());
  }

  @Test
  void aNewNameLeavesTheSubscriptionAndTheOtherWayRound() {
    var roster =
        Roster.EMPTY
            .withSubscription(NURSE, true, true, false, true)
            .withNamed(NURSE, "Nurse", List.of("Servants"))
            .withSubscription(NURSE, true, false, true, false);
    var item = roster.items().get(NURSE);
    assertEquals(
        new RosterItem(NURSE, "Nurse", List.of("Servants"), true, false, true, false, 3), item);
  }

  @Test
  void changesAfterAVersionAreTheLastStateOfEachContactInOrder() {
    var roster =
        Roster.EMPTY
            .withNamed(NURSE, "Nurse", List.of())
            .withNamed(ROMEO, "Romeo", List.of())
            .withNamed(ROMEO, "My Romeo", List.of())
            .without(NURSE);
    var changes = roster.changesAfter(1).orElseThrow();
    assertEquals(List.of(3L, 4L), changes.stream().map(Roster.Change::version).toList());
    assertEquals("My Romeo", changes.get(0).item().orElseThrow().name());
    assertEquals(Optional.empty(), changes.get(1).item());
    assertEquals(List.of(), roster.changesAfter(4).orElseThrow());
  }

  @Test
  void aVersionFromTheFutureOrBeforeForgottenRemovalsGetsTheWholeRoster() {
    var roster = Roster.EMPTY;
    for (var i = 0; i <= Roster.REMOVED_MAX; i++) {
      var contact = Jid.parse("c" + i + "@localhost");
      roster = roster.withNamed(contact, "", List.of()).without(contact);
    }
    assertEquals(Optional.empty(), roster.changesAfter(roster.version() + 1));
    assertEquals(Optional.empty(), roster.changesAfter(1));
    assertEquals(Roster.REMOVED_MAX, roster.changesAfter(2).orElseThrow().size());
  }
}
