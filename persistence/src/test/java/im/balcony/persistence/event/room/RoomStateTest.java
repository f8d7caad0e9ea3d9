package im.balcony.persistence.event.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.conversation.RecentIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the events of a room add up to. */
final class RoomStateTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String ROMEO = "romeo@a.example";
  private static final byte[] XML = "<message/>".getBytes(StandardCharsets.UTF_8);

  private static RoomState after(RoomEvent... events) {
    var state = RoomState.EMPTY;
    for (var event : events) {
      state = event.fold(state);
    }
    return state;
  }

  private static RoomEvent created() {
    return new RoomEvent.RoomCreated(ROMEO, new byte[] {1}, Map.of("title", "Nave"), NOW);
  }

  private static RoomEvent configured() {
    return new RoomEvent.RoomConfigured(Map.of("title", "Apse"), ROMEO, NOW);
  }

  private static RoomEvent.MessageSaid said(long id, String key) {
    return new RoomEvent.MessageSaid(id, key, ROMEO + "/phone", "Romeo", "o1", XML, NOW, null);
  }

  private static RoomEvent set(String account, String affiliation) {
    return new RoomEvent.AffiliationSet(account, affiliation, null, null, ROMEO, NOW);
  }

  @Test
  void aRoomIsLockedUntilItsOwnerHasDecided() {
    assertEquals(RoomState.Phase.ABSENT, RoomState.EMPTY.phase());
    var locked = after(created());
    assertEquals(RoomState.Phase.LOCKED, locked.phase());
    assertEquals("owner", locked.affiliationOf(ROMEO));
    var open = after(created(), configured());
    assertEquals(RoomState.Phase.OPEN, open.phase());
    assertEquals(Map.of("title", "Apse"), open.config());
    assertEquals(2, open.version());
  }

  @Test
  void whoIsNoneStandsInNoList() {
    var state = after(created(), set("juliet@b.example", "member"));
    assertEquals("member", state.affiliationOf("juliet@b.example"));
    var without = set("juliet@b.example", "none").fold(state);
    assertEquals("none", without.affiliationOf("juliet@b.example"));
    assertEquals(1, without.affiliations().size());
  }

  @Test
  void whatWasSaidIsKnownBySenderAndKey() {
    var state = after(created(), configured(), said(50, "o:1"));
    assertEquals(3, state.versionOf(ROMEO, "o:1"));
    assertEquals(RecentIds.ABSENT, state.versionOf("juliet@b.example", "o:1"));
    assertEquals(50, said(7, "o:2").fold(state).lastId());
  }

  @Test
  void theLastSubjectCounts() {
    var subject = new RoomEvent.SubjectSet(60, "o:3", ROMEO + "/phone", "Romeo", "o1", XML, NOW);
    var state = after(created(), configured(), subject, said(61, "o:4"));
    var about = Objects.requireNonNull(state.subject());
    assertEquals(3, about.version());
    assertEquals(ROMEO, subject.author());
    assertArrayEquals(XML, about.stanzaXml());
    assertNull(new RoomEvent.RoomDestroyed(null, NOW).fold(state).subject());
  }

  @Test
  void anErasedEventKeepsItsVersion() {
    assertEquals(2, after(created(), new RoomEvent.Erased()).version());
  }

  @Test
  void aSnapshotIsReadBackAsItWas() {
    var codec = new EventCodec(EventManifests.all());
    var state = after(created(), configured(), said(50, "o:1"), set("j@b.example", "outcast"));
    var back = (RoomState) codec.read(codec.manifest(state), codec.write(state));
    assertEquals(state.affiliations(), back.affiliations());
    assertEquals(3, back.versionOf(ROMEO, "o:1"));
    assertArrayEquals(state.secret(), back.secret());
  }

  @Test
  void aParticipantIsSetAndLeaves() {
    var hag = "hag@a.example";
    var set =
        new RoomEvent.ParticipantSet(hag, "third", List.of("messages"), Map.of("vCard", "a"), NOW);
    var renamed = new RoomEvent.ParticipantSet(hag, "first", List.of(), Map.of(), NOW);
    var state = after(created(), set);
    assertEquals(
        new RoomState.Participant("third", List.of("messages"), Map.of("vCard", "a")),
        state.participants().get(hag));
    assertEquals(hag, set.author());
    assertEquals(2, state.version());
    var codec = new EventCodec(EventManifests.all());
    var back = (RoomState) codec.read(codec.manifest(state), codec.write(state));
    assertEquals(state.participants(), back.participants());
    var later =
        set(ROMEO, "admin").fold(configured().fold(said(50, "o").fold(renamed.fold(state))));
    assertEquals("first", Objects.requireNonNull(later.participants().get(hag)).nick());
    var left = new RoomEvent.ParticipantLeft(hag, ROMEO, NOW);
    assertEquals(Map.of(), left.fold(later).participants());
    assertEquals(Map.of(), new RoomEvent.RoomDestroyed(ROMEO, NOW).fold(later).participants());
  }

  @Test
  void aSeatSaysWhetherItIsAParticipants() {
    var seat =
        new OccupancyEvent.OccupantSet(
            ROMEO + "/x", "s1", "Romeo", "visitor", XML, false, NOW, true);
    assertEquals(
        List.of(true),
        seat.fold(OccupancyState.EMPTY).seats().stream()
            .map(OccupancyState.Seat::byChannel)
            .toList());
  }

  @Test
  void aClientHasOneSeat() {
    var entered =
        new OccupancyEvent.OccupantSet(
            ROMEO + "/phone", "s1", "Romeo", "moderator", XML, false, NOW);
    var renamed =
        new OccupancyEvent.OccupantSet(
            ROMEO + "/phone", "s1", "Monty", "moderator", XML, false, NOW);
    var other =
        new OccupancyEvent.OccupantSet(
            ROMEO + "/desk", "s2", "Monty", "moderator", XML, false, NOW);
    var state = renamed.fold(other.fold(entered.fold(OccupancyState.EMPTY)));
    assertEquals(
        List.of("s1", "s2"), state.seats().stream().map(OccupancyState.Seat::sessionId).toList());
    assertEquals("Monty", Objects.requireNonNull(state.seatOf(ROMEO + "/phone")).nick());
    var left = new OccupancyEvent.OccupantLeft(ROMEO + "/phone", NOW).fold(state);
    assertNull(left.seatOf(ROMEO + "/phone"));
    assertNotNull(left.seatOf(ROMEO + "/desk"));
    assertEquals(ROMEO, entered.author());
    assertEquals(OccupancyState.EMPTY, new OccupancyEvent.RoomEmptied(NOW).fold(left));
    assertEquals(left, new OccupancyEvent.Erased().fold(left));
  }

  /** XEP-0317 3.3: who wore a hat that is no more wears it no more. */
  @Test
  void hatsAreWornUntilTheyAreNoMore() {
    var state =
        after(
            created(),
            new RoomEvent.HatSet("urn:a", "A", null, ROMEO, NOW),
            new RoomEvent.HatSet("urn:b", "B", "12", ROMEO, NOW),
            new RoomEvent.HatWorn(ROMEO, "urn:b", true, ROMEO, NOW),
            new RoomEvent.HatWorn(ROMEO, "urn:a", true, ROMEO, NOW),
            new RoomEvent.HatWorn(ROMEO, "urn:a", true, ROMEO, NOW));
    assertEquals(List.of("urn:b", "urn:a"), state.look().wornBy(ROMEO));
    assertEquals(6, state.version());
    var without = state.on(new RoomEvent.HatSet("urn:b", null, null, ROMEO, NOW));
    assertEquals(List.of("urn:a"), without.look().wornBy(ROMEO));
    var bare = without.on(new RoomEvent.HatWorn(ROMEO, "urn:a", false, ROMEO, NOW));
    assertEquals(Map.of(), bare.look().worn());
    assertEquals(RoomLook.NONE, bare.on(new RoomEvent.RoomDestroyed(null, NOW)).look());
  }

  @Test
  void aCardStaysUntilThereIsAnother() {
    var state =
        after(created(), new RoomEvent.CardSet(XML, List.of("h"), ROMEO, NOW), configured());
    assertArrayEquals(XML, state.look().cardXml());
    assertEquals(List.of("h"), state.look().pictures());
    var none = state.on(new RoomEvent.CardSet(new byte[0], List.of(), ROMEO, NOW));
    assertEquals(0, none.look().cardXml().length);
  }
}
