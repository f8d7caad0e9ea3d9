package im.balcony.persistence.event.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.room.MemberTimes.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was said in whose time (HARDENING A27). */
final class MemberTimesTest {
  private static final String ROMEO = "romeo@a.example";
  private static final String JULIET = "juliet@b.example";

  private RoomState room =
      RoomState.EMPTY.on(new RoomEvent.RoomCreated(ROMEO, new byte[] {1}, Map.of(), Instant.EPOCH));

  private void set(String account, String affiliation, long atMicros) {
    var at = Instant.EPOCH.plusNanos(atMicros * 1_000);
    room = room.on(new RoomEvent.AffiliationSet(account, affiliation, null, null, ROMEO, at));
  }

  private void say(long id) {
    var xml = "<message/>".getBytes(StandardCharsets.UTF_8);
    room =
        room.on(
            new RoomEvent.MessageSaid(
                id, "k" + id, ROMEO + "/phone", "Romeo", "o", xml, Instant.EPOCH, null));
  }

  @Test
  void whoCameBackHasTheTimesOfBothStays() {
    set(JULIET, "member", 10);
    set(JULIET, "admin", 12);
    set(JULIET, "none", 20);
    set(JULIET, "outcast", 25);
    set(JULIET, "none", 26);
    set(JULIET, "member", 30);
    assertEquals(List.of(new Span(10, 20), new Span(30, 0)), room.times().of(JULIET));
    assertEquals(List.of(new Span(0, 0)), room.times().of(ROMEO));
  }

  /** The clock of the room's node may lie behind the ids that were given. */
  @Test
  void whatWasSaidBeforeIsNotInTheTime() {
    say(100);
    set(JULIET, "member", 50);
    assertEquals(List.of(new Span(101, 0)), room.times().of(JULIET));
    say(101);
    set(JULIET, "none", 60);
    assertEquals(List.of(new Span(101, 102)), room.times().of(JULIET));
  }

  @Test
  void ofWhoComesAndGoesTheLastTimesAreKept() {
    for (var n = 1; n <= MemberTimes.SPANS_MAX + 1; n++) {
      set(JULIET, "member", n * 10L);
      set(JULIET, "none", n * 10L + 5);
    }
    var spans = room.times().of(JULIET);
    assertEquals(MemberTimes.SPANS_MAX, spans.size());
    assertEquals(new Span(20, 25), spans.get(0));
  }

  @Test
  void whoBelongsToTheRoomIsNotForgottenForOthers() {
    set(JULIET, "member", 5);
    for (var n = 0; n < MemberTimes.ACCOUNTS_MAX + 5; n++) {
      set("x" + n + "@b.example", "member", 10L + n);
      set("x" + n + "@b.example", "none", 10L + n);
    }
    assertEquals(MemberTimes.ACCOUNTS_MAX, room.times().spans().size());
    assertEquals(List.of(new Span(5, 0)), room.times().of(JULIET));
  }

  /** Snapshots of earlier servers know no times: their members could read everything. */
  @Test
  void whoWasThereBeforeTimesWereKeptWasThereFromTheBeginning() {
    set(JULIET, "member", 10);
    room =
        new RoomState(
            room.version(),
            room.lastId(),
            room.phase(),
            room.secret(),
            room.config(),
            room.affiliations(),
            room.participants(),
            null,
            room.recentIds(),
            MemberTimes.NONE,
            Followers.NONE,
            RoomLook.NONE,
            null);
    assertEquals(List.of(new Span(0, 0)), room.times().of(JULIET));
    set(JULIET, "none", 40);
    assertEquals(List.of(new Span(0, 40)), room.times().of(JULIET));
  }

  @Test
  void theyStandInTheSnapshot() {
    set(JULIET, "member", 10);
    set(JULIET, "none", 20);
    var codec = new EventCodec(EventManifests.all());
    var back = (RoomState) codec.read(codec.manifest(room), codec.write(room));
    assertEquals(room.times().spans(), back.times().spans());
  }
}
