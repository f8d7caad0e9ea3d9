package im.balcony.persistence.event.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.index.RoomHead;
import im.balcony.persistence.event.index.RoomHead.Mention;
import im.balcony.persistence.event.index.RowContent;
import im.balcony.persistence.event.room.RoomEvent.Content;
import im.balcony.persistence.event.room.RoomEvent.FollowerSet;
import im.balcony.persistence.event.room.RoomEvent.MessageSaid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who follows a room, and what there is to be told (ADR 14). */
final class FollowersTest {
  private static final String ROMEO = "romeo@a.example";
  private static final String JULIET = "juliet@b.example";

  private RoomState room =
      RoomState.EMPTY.on(new RoomEvent.RoomCreated(ROMEO, new byte[] {1}, Map.of(), Instant.EPOCH));

  private void follows(@Nullable String incarnation, boolean registered, boolean bookmarked) {
    room = new FollowerSet(JULIET, incarnation, registered, bookmarked, Instant.EPOCH).fold(room);
  }

  private void says(String account, @Nullable Content content) {
    var xml = "<message/>".getBytes(StandardCharsets.UTF_8);
    var id = 100 + room.version();
    room =
        room.on(
            new MessageSaid(id, "k" + id, account + "/x", "X", "o", xml, Instant.EPOCH, content));
  }

  private void says(String account, String... mentions) {
    says(account, new Content(room.followers().contents() + 1, List.of(mentions)));
  }

  private Follower juliet() {
    return Objects.requireNonNull(room.followers().get(JULIET));
  }

  @Test
  void whatWasSaidBeforeIsRead() {
    says(ROMEO);
    says(ROMEO);
    follows("life", true, false);
    says(ROMEO);
    assertEquals(2, juliet().read());
    assertEquals(3, room.followers().contents());
    follows("life", true, true);
    assertEquals(2, juliet().read());
  }

  @Test
  void whatIsNoContentHasNoNumber() {
    says(ROMEO);
    var last = room.followers().last();
    says(ROMEO, (Content) null);
    assertEquals(1, room.followers().contents());
    assertEquals(last, room.followers().last());
    assertEquals(new RowContent(2, 101, 1, 2), last);
  }

  @Test
  void ownWordsEndMentions() {
    follows("life", false, true);
    says(ROMEO, JULIET, "nobody@b.example");
    assertEquals(List.of(new Mention(1, 102)), juliet().mentions());
    says(JULIET);
    assertEquals(List.of(), juliet().mentions());
    assertEquals(2, juliet().read());
  }

  @Test
  void theNewestMentionsAreKept() {
    follows("life", false, true);
    for (var n = 0; n < RoomHead.MENTIONS_MAX + 2; n++) {
      says(ROMEO, JULIET);
    }
    assertEquals(RoomHead.MENTIONS_MAX, juliet().mentions().size());
    assertEquals(3, juliet().mentions().get(0).number());
  }

  @Test
  void aNameThatIsGivenAgainInheritsNothing() {
    follows(null, true, false);
    says(ROMEO, JULIET);
    follows("life", true, false);
    assertEquals(1, juliet().mentions().size());
    follows("other", false, true);
    assertEquals(List.of(), juliet().mentions());
    assertEquals(1, juliet().read());
  }

  @Test
  void whoFollowsNoMoreIsForgottenAndSoAreAllWithTheRoom() {
    follows("life", true, true);
    follows("life", false, false);
    assertNull(room.followers().get(JULIET));
    follows("life", true, true);
    room = new RoomEvent.RoomDestroyed(null, Instant.EPOCH).fold(room);
    assertEquals(Map.of(), room.followers().byAccount());
  }

  private void takesBack(Long... contents) {
    room =
        new RoomEvent.MessageRetracted(
                room.lastId() + 1,
                "k",
                ROMEO,
                "Romeo",
                "o",
                new byte[0],
                List.of(),
                Instant.EPOCH,
                List.of(contents))
            .fold(room);
  }

  @Test
  void whatIsTakenBackSpeaksOfNobody() {
    follows("life", true, false);
    says(ROMEO, JULIET);
    says(ROMEO, JULIET);
    takesBack(1L);
    assertEquals(List.of(2L), juliet().mentions().stream().map(m -> m.number()).toList());
    assertEquals(List.of(1L), room.followers().gone());
    assertEquals(1, room.followers().taken());
    takesBack();
    assertEquals(1, room.followers().taken());
    for (var n = 0; n <= Followers.GONE_MAX; n++) {
      takesBack(2L);
    }
    assertEquals(Followers.GONE_MAX, room.followers().gone().size());
    assertEquals(2, room.followers().contents());
    var codec = new EventCodec(EventManifests.all());
    var back = (RoomState) codec.read(codec.manifest(room), codec.write(room));
    assertEquals(room.followers().gone(), back.followers().gone());
    assertEquals(room.followers().taken(), back.followers().taken());
  }

  @Test
  void theyStandInTheSnapshot() {
    follows("life", true, false);
    says(ROMEO, JULIET);
    var codec = new EventCodec(EventManifests.all());
    var back = (RoomState) codec.read(codec.manifest(room), codec.write(room));
    assertEquals(room.followers().byAccount(), back.followers().byAccount());
    assertEquals(room.followers().contents(), back.followers().contents());
    assertEquals(room.followers().last(), back.followers().last());
  }
}
