package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.index.IndexEvent.ConversationCleared;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexEvent.MessageRemoved;
import im.balcony.persistence.event.index.IndexEvent.RowEffect;
import im.balcony.persistence.event.index.IndexEvent.RowSet;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InboxRowsTest {
  private static final String BOB = "bob@a.example";
  private static final String CHAT = "urn:xabber:chat";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private IndexState state = IndexState.EMPTY;

  /** The count is a difference of numbers; here each message is looked at. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void unreadAndBadgeAreWhatARecountSays(long seed) {
    var history = new RandomHistory(seed);
    for (var step = 0; step < 2_500; step++) {
      state = history.next().fold(state);
      for (var peer : history.peers()) {
        for (var type : history.types()) {
          var row = state.inbox().get(peer, type);
          assertEquals(
              history.unread(peer, type), row == null ? 0 : row.unread(), peer + " at " + step);
        }
      }
      assertEquals(history.unread(), state.inbox().unread(), "badge at " + step);
    }
  }

  @Test
  void thePreviewIsTheNewestMessageThatWasNotTakenBack() {
    var history = new RandomHistory(5);
    for (var step = 0; step < 2_000; step++) {
      state = history.next().fold(state);
      for (var peer : history.peers()) {
        var row = state.inbox().get(peer, CHAT);
        var last = row == null ? 0 : row.last().map(RowContent::version).orElse(0L);
        assertEquals(history.lastVersion(peer, CHAT), last, peer + " at " + step);
      }
    }
  }

  /** Invariant I4 for rows: who knows the rows at any stamp and takes the changed ones has all. */
  @Test
  void whatChangedSinceAStampMakesAnOldListTheNewOne() {
    var history = new RandomHistory(6);
    var lists = new TreeMap<Long, Map<String, InboxRow>>();
    for (var step = 0; step < 300; step++) {
      state = history.next().fold(state);
      lists.put(state.lastArchiveId(), list(state));
      for (var old : lists.entrySet()) {
        var folded = new TreeMap<>(old.getValue());
        for (var row : state.inbox().matching(each -> each.stamp() > old.getKey())) {
          folded.put(row.key(), row);
        }
        assertEquals(shown(list(state)), shown(folded), "from " + old.getKey());
      }
    }
  }

  /** Whoever knows an old version is told all that came since, or that it is too old. */
  @Test
  void rewritesAreNumberedWithoutGapsAndTheNewestAreKept() {
    var history = new RandomHistory(8);
    var seen = new ArrayList<Rewrite>();
    for (var step = 0; step < 1_500; step++) {
      var known = state.inbox().rewrites();
      state = history.next().fold(state);
      var now = state.inbox();
      now.rewritesSince(known).ifPresent(seen::addAll);
      assertEquals(seen.size(), now.rewrites());
      for (var since = 0; since <= seen.size(); since += 7) {
        var missed = seen.subList(since, seen.size());
        assertEquals(
            missed.size() > Rewrites.LATEST_MAX ? Optional.empty() : Optional.of(missed),
            now.rewritesSince(since));
      }
    }
    assertTrue(seen.size() > 2 * Rewrites.LATEST_MAX);
    for (var at = 0; at < seen.size(); at++) {
      assertEquals(at + 1, seen.get(at).number());
    }
  }

  @Test
  void aRowSaysTheNumberOfItsLastRewrite() {
    content(1, 100, 1);
    content(2, 101, 2);
    state = new MessageRemoved(102, "log", BOB, CHAT, 1, 1, 100, NOW).fold(state);
    assertEquals(1, row().rewrites());
    assertEquals(1, row().unread());
    assertEquals(102, row().stamp());
    assertEquals(
        Optional.of(List.of(new Rewrite(1, 102, BOB, CHAT, Rewrite.Kind.RETRACTED, 100, 0))),
        state.inbox().rewritesSince(0));
  }

  @Test
  void whatIsClearedIsWhatWasThereOfThatType() {
    content(1, 100, 1);
    content(2, 101, 2);
    state = new ConversationCleared(102, "log", BOB, CHAT, NOW).fold(state);
    assertEquals(2, state.positions().clearedUpTo("log", CHAT));
    assertEquals(0, state.positions().clearedUpTo("log", "urn:xmpp:omemo:2"));
    assertEquals(0, row().unread());
    assertEquals(Optional.empty(), row().last());
    content(3, 103, 3);
    assertEquals(2, state.positions().clearedUpTo("log", CHAT));
    assertEquals(1, row().unread());
  }

  @Test
  void aLifeOfThePeerThatIsOverIsClearedWithoutTouchingTheRow() {
    content(1, 100, 1);
    var before = row();
    state = new ConversationCleared(101, "older-log", BOB, CHAT, NOW).fold(state);
    assertEquals(before, row());
  }

  private static Map<String, InboxRow> list(IndexState at) {
    var rows = new TreeMap<String, InboxRow>();
    at.inbox().rows().forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  /** What clients are told: how hidden messages are counted is ours. */
  private static String shown(Map<String, InboxRow> rows) {
    var text = new StringBuilder();
    rows.forEach(
        (key, row) ->
            text.append(key)
                .append(row.stamp())
                .append(row.settings())
                .append(row.unread())
                .append(row.contents())
                .append(row.displayedId())
                .append('\n'));
    return text.toString();
  }

  @Test
  void aSnapshotGoesOnWhereTheStateStood() {
    var codec = new EventCodec(EventManifests.all());
    var history = new RandomHistory(7);
    for (var step = 0; step < 500; step++) {
      var event = history.next();
      var restored = (IndexState) codec.read(codec.manifest(state), codec.write(state));
      var after = event.fold(state);
      assertEquals(list(after), list(event.fold(restored)));
      assertEquals(after.inbox().unread(), event.fold(restored).inbox().unread());
      assertEquals(after.inbox().followed(), event.fold(restored).inbox().followed());
      state = after;
    }
  }

  @Test
  void aNewMessageWakesAnArchivedRow() {
    content(1, 100, 1);
    set(101, RowSettings.ARCHIVE, 0);
    content(2, 102, 2);
    assertEquals(RowSettings.INBOX, row().settings().box());
  }

  @Test
  void aNewMessageDoesNotWakeARowThatIsMutedStill() {
    content(1, 100, 1);
    var until = NOW.getEpochSecond() + 60;
    set(101, RowSettings.ARCHIVE, until);
    content(2, 102, 2);
    assertEquals(new RowSettings(RowSettings.ARCHIVE, 0, until, false), row().settings());
  }

  @Test
  void aDeletedRowIsATombstoneThatHasAStamp() {
    content(1, 100, 1);
    set(101, RowSettings.BIN, 0);
    assertTrue(row().settings().isDeleted());
    assertEquals(101, row().stamp());
    assertEquals(0, state.inbox().unread());
  }

  @Test
  void aPeerOfTheSameNameInANewLifeBeginsWithNothingUnread() {
    content(1, 100, 1);
    content(2, 101, 2);
    state =
        new Indexed(
                110,
                "other-log",
                BOB,
                1,
                false,
                false,
                NOW,
                new RowEffect(Kind.CONTENT, CHAT, 1, 0, 0, 0))
            .fold(state);
    assertEquals(1, row().unread());
  }

  private InboxRow row() {
    var row = state.inbox().get(BOB, CHAT);
    assertNotNull(row);
    return row;
  }

  private void content(long version, long archiveId, long theirs) {
    state =
        new Indexed(
                archiveId,
                "log",
                BOB,
                version,
                false,
                false,
                NOW,
                new RowEffect(Kind.CONTENT, CHAT, theirs, 0, 0, 0))
            .fold(state);
  }

  private void set(long archiveId, String box, long mutedUntil) {
    state = new RowSet(archiveId, BOB, CHAT, box, null, mutedUntil, null, 0, 0, NOW).fold(state);
  }
}
