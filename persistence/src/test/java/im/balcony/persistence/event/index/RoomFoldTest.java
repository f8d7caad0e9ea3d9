package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.index.IndexEvent.RoomHeard;
import im.balcony.persistence.event.index.IndexEvent.RowSet;
import im.balcony.persistence.event.index.RoomHead.Mention;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rooms tell makes their rows (ADR 14). */
final class RoomFoldTest {
  private static final String ROOM = "nave@conference.a.example";
  private static final String CHAT = "urn:xabber:chat";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private IndexState state = IndexState.EMPTY;
  private long stamp = 1_000;

  private void heard(@Nullable RoomHead head) {
    state = new RoomHeard(++stamp, ROOM, head, NOW).fold(state);
  }

  /** The newest content of a life of the room; others come from somebody else. */
  private static RoomHead head(String log, long contents, long read, Mention... mentions) {
    var last =
        contents == 0 ? null : new RowContent(contents * 3, contents * 100, contents, contents * 3);
    return new RoomHead(log, contents, read, last, List.of(mentions), List.of());
  }

  private void set(@Nullable String box, long readTheirs, long readId) {
    state =
        new RowSet(++stamp, ROOM, CHAT, box, null, null, null, readTheirs, readId, NOW).fold(state);
  }

  private InboxRow row() {
    return Objects.requireNonNull(state.inbox().get(ROOM, CHAT));
  }

  @Test
  void whatWasSaidBeforeIsReadAndWhatFollowsIsNot() {
    heard(head("life", 7, 7));
    assertEquals(0, row().unread());
    assertTrue(row().hasMessages() && row().isFollowedRoom());
    heard(head("life", 10, 7));
    assertEquals(3, row().unread());
    assertEquals(3, state.inbox().unread());
    assertEquals(1_000, row().last().orElseThrow().archiveId());
    assertEquals(stamp, row().updated());
    assertEquals(stamp, row().stamp());
    assertEquals(stamp, state.lastArchiveId());
  }

  @Test
  void ownWordsAndDecisionsOfTheOwnerAreReadPositions() {
    heard(head("life", 0, 0));
    heard(head("life", 5, 0, new Mention(2, 200), new Mention(4, 400)));
    set(null, 3, 300);
    assertEquals(2, row().unread());
    assertEquals(List.of(new Mention(4, 400)), row().mentions());
    heard(head("life", 6, 6));
    assertEquals(0, row().unread());
    assertEquals(List.of(), row().mentions());
    assertEquals(600, row().reading().readId());
  }

  /** Two of them may be under way. */
  @Test
  void whatComesLateTellsNothing() {
    heard(head("life", 9, 0));
    var before = row();
    heard(head("life", 4, 0));
    assertEquals(before.reading(), row().reading());
    assertEquals(before.contents(), row().contents());
    assertEquals(9, Objects.requireNonNull(row().room()).head().contents());
  }

  private static RoomHead without(RoomHead head, Long... gone) {
    return new RoomHead(
        head.log(), head.contents(), head.read(), head.last(), head.mentions(), List.of(gone));
  }

  @Test
  void whatWasTakenBackIsNotUnread() {
    heard(head("life", 5, 1));
    heard(without(head("life", 5, 1), 3L));
    assertEquals(3, row().unread());
    assertEquals(stamp, row().stamp());
    heard(head("life", 5, 1));
    assertEquals(3, row().unread());
    heard(without(head("life", 6, 1), 3L, 4L, 1L));
    assertEquals(3, row().unread());
    set(null, 4, 400);
    assertEquals(2, row().unread());
  }

  @Test
  void anotherLifeOfTheRoomBeginsAnew() {
    heard(head("life", 9, 2));
    heard(head("other", 1, 0));
    assertEquals(1, row().unread());
    assertEquals(1, row().contents().size());
    assertEquals("other", row().conversation());
  }

  @Test
  void whoFollowsNoMoreKeepsTheRowAsItWas() {
    heard(null);
    assertNull(state.inbox().get(ROOM, CHAT));
    heard(head("life", 2, 0));
    heard(null);
    assertFalse(row().isFollowedRoom());
    assertEquals(2, row().unread());
    heard(head("life", 3, 0));
    assertTrue(row().isFollowedRoom());
    assertEquals(3, row().unread());
  }

  @Test
  void newWordsOfOthersBringItBackOwnOnesDoNot() {
    heard(head("life", 1, 0));
    set(RowSettings.ARCHIVE, 0, 0);
    heard(head("life", 2, 2));
    assertEquals(RowSettings.ARCHIVE, row().settings().box());
    heard(head("life", 3, 2));
    assertEquals(RowSettings.INBOX, row().settings().box());
  }

  @Test
  void theRowStandsInTheSnapshot() {
    heard(head("life", 5, 1, new Mention(2, 200)));
    var codec = new EventCodec(EventManifests.all());
    var back = (IndexState) codec.read(codec.manifest(state), codec.write(state));
    assertEquals(row(), back.inbox().get(ROOM, CHAT));
  }
}
