package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.GHOST;
import static im.balcony.load.history.Violation.Kind.I1_NOT_DELIVERED;
import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_ID_NOT_INCREASING;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;
import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;
import static im.balcony.load.history.Violation.Kind.OUT_OF_ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Out;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A clean history of two rooms, and each kind of fault in it. */
class RoomCheckerTest {
  private static final Map<String, String> SESSIONS = Map.of("a", "a/1.1", "b", "b/2.1");
  private static final List<String> ROOMS = List.of("r", "s");

  private final List<HistoryEvent> events = new ArrayList<>();

  RoomCheckerTest() {
    says("a", "m1", "r", "10");
    says("b", "m2", "s", "10");
    says("a", "m3", "r", "11");
  }

  private void says(String account, String message, String room, String id) {
    events.add(new Sent(account, SESSIONS.getOrDefault(account, ""), message, room));
    events.add(new Acknowledged(account, message));
    SESSIONS.forEach((hearer, session) -> events.add(heard(hearer, message, room, id)));
  }

  private static Delivered heard(String account, String message, String room, String id) {
    return new Delivered(account, SESSIONS.getOrDefault(account, ""), message, room, id);
  }

  private void finds(Violation.Kind... kinds) {
    var found = RoomChecker.check(events, SESSIONS, ROOMS);
    var foundKinds = found.stream().map(Violation::kind).collect(Collectors.toSet());
    assertEquals(Set.of(kinds), foundKinds, found::toString);
  }

  @Test
  void aCleanHistoryIsClean() {
    finds();
    assertEquals(3, RoomChecker.promised(events));
  }

  @Test
  void whatOneDidNotHear() {
    events.remove(heard("b", "m3", "r", "11"));
    finds(I1_NOT_DELIVERED);
  }

  @Test
  void whatWasNeverPromisedMayBeMissing() {
    events.remove(heard("b", "m3", "r", "11"));
    events.remove(new Acknowledged("a", "m3"));
    finds();
  }

  @Test
  void whatWasRefusedMayBeMissing() {
    events.remove(heard("b", "m3", "r", "11"));
    events.add(new Refused("a", "m3", "resource-constraint"));
    finds();
  }

  @Test
  void whatOneHeardTwice() {
    events.add(heard("b", "m3", "r", "11"));
    finds(I3_DOUBLED);
  }

  @Test
  void whatOneHeardInAnotherOrder() {
    events.remove(heard("b", "m1", "r", "10"));
    events.add(heard("b", "m1", "r", "10"));
    finds(I2_ID_NOT_INCREASING, I2_REORDERED);
  }

  @Test
  void whatHasAnotherIdForOne() {
    events.set(events.indexOf(heard("b", "m3", "r", "11")), heard("b", "m3", "r", "12"));
    finds(I2_ID_CHANGED);
  }

  @Test
  void whatHasNoId() {
    events.set(
        events.indexOf(heard("b", "m2", "s", "10")),
        new Delivered("b", SESSIONS.getOrDefault("b", ""), "m2", "s", null));
    finds(I2_ID_CHANGED, I2_ID_NOT_INCREASING);
  }

  @Test
  void whatAllHeardInAnotherOrderThanItWasSent() {
    events.add(new Sent("a", "a/1.1", "m4", "r"));
    says("a", "m5", "r", "12");
    SESSIONS.keySet().forEach(hearer -> events.add(heard(hearer, "m4", "r", "13")));
    finds(I2_REORDERED);
  }

  @Test
  void whatNobodySaidThere() {
    events.add(heard("b", "m2", "r", "12"));
    events.add(heard("b", "m9", "r", "13"));
    finds(GHOST);
  }

  @Test
  void whoIsOut() {
    events.add(new Out("b", "b/2.1"));
    finds(OUT_OF_ROOM);
    events.set(events.size() - 1, new SessionLost("b", "b/2.1"));
    finds(OUT_OF_ROOM);
  }
}
