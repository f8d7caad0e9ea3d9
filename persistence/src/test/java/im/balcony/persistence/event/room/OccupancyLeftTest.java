package im.balcony.persistence.event.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.room.OccupancyState.Gone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who went lately is known for a while, so that the next node can tell of it. */
class OccupancyLeftTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_763_800_000L);

  private static OccupancyState entered(OccupancyState state, String fullJid) {
    return new OccupancyEvent.OccupantSet(
            fullJid, "s", "Nick", "participant", new byte[] {1}, false, NOW)
        .fold(state);
  }

  private static OccupancyState left(OccupancyState state, String fullJid) {
    return new OccupancyEvent.OccupantLeft(fullJid, NOW).fold(state);
  }

  private static List<String> namesOf(OccupancyState state) {
    return state.left().stream().map(Gone::seat).map(OccupancyState.Seat::fullJid).toList();
  }

  @Test
  void whoLeavesIsKnownUntilItComesBack() {
    var state = left(entered(OccupancyState.EMPTY, "a@b/1"), "a@b/1");
    assertEquals(List.of("a@b/1"), namesOf(state));
    assertEquals(0, state.left().get(0).seat().presenceXml().length);
    assertEquals(NOW, state.left().get(0).at());
    assertEquals(state, left(state, "a@b/2"));
    assertEquals(List.of(), namesOf(entered(state, "a@b/1")));
  }

  @Test
  void theyAreBounded() {
    var state = OccupancyState.EMPTY;
    for (var n = 0; n <= OccupancyState.LEFT_MAX; n++) {
      state = left(entered(state, "a@b/" + n), "a@b/" + n);
    }
    assertEquals(OccupancyState.LEFT_MAX, state.left().size());
    assertEquals("a@b/1", namesOf(state).get(0));
  }

  @Test
  void theyStandInTheSnapshot() {
    var state = left(entered(OccupancyState.EMPTY, "a@b/1"), "a@b/1");
    var codec = new EventCodec(EventManifests.all());
    var back = (OccupancyState) codec.read(codec.manifest(state), codec.write(state));
    assertEquals(namesOf(state), namesOf(back));
    assertEquals(NOW, back.left().get(0).at());
  }
}
