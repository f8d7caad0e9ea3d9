package im.balcony.persistence.event.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexEvent.NotifyFollowed;
import im.balcony.persistence.event.index.IndexEvent.RowEffect;
import im.balcony.persistence.event.index.IndexEvent.RowSet;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.sync.Synchronization;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XEP-0492: rows follow what the bookmark of their peer says, and what is decided later wins. */
final class FollowedSettingsTest {
  private static final String BOB = "bob@a.example";
  private static final String CHAT = "urn:xabber:chat";
  private static final String SECRET = "urn:xmpp:omemo:2";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final long FOR_EVER = NOW.getEpochSecond() + Synchronization.MUTE_SECONDS_MAX;
  private static final long AN_HOUR = NOW.getEpochSecond() + 3_600;

  private IndexState state = IndexState.EMPTY;
  private long lastId = 100;
  private long version;

  @Test
  void everyRowOfThePeerFollowsAndHasANewStamp() {
    content(CHAT);
    content(SECRET);
    follow(NotifySetting.NEVER);
    assertEquals(FOR_EVER, mutedUntil());
    assertEquals(FOR_EVER, row(SECRET).settings().mutedUntil());
    assertEquals(lastId, row(CHAT).stamp());
    follow(NotifySetting.ON_MENTION);
    assertEquals(0, mutedUntil());
    assertEquals(NotifySetting.ON_MENTION, state.inbox().setting(row(CHAT)));
  }

  @Test
  void aRowThatBeginsLaterFollowsAsWell() {
    follow(NotifySetting.NEVER);
    assertEquals(0, state.inbox().rows().size());
    content(CHAT);
    assertEquals(FOR_EVER, mutedUntil());
  }

  @Test
  void whatIsFollowedAlreadyDoesNotUndoALaterDecision() {
    content(CHAT);
    follow(NotifySetting.NEVER);
    mute(0);
    follow(NotifySetting.NEVER);
    assertEquals(0, mutedUntil());
    assertEquals(NotifySetting.ALWAYS, state.inbox().setting(row(CHAT)));
  }

  @Test
  void aMuteForATimeDoesNotEndOneForEver() {
    content(CHAT);
    follow(NotifySetting.NEVER);
    mute(AN_HOUR);
    assertEquals(FOR_EVER, mutedUntil());
    mute(0);
    mute(AN_HOUR);
    assertEquals(AN_HOUR, mutedUntil());
  }

  @Test
  void aMuteForEverThatNoBookmarkAskedForBecomesOneForATime() {
    content(CHAT);
    mute(FOR_EVER);
    mute(AN_HOUR);
    assertEquals(AN_HOUR, mutedUntil());
  }

  @ParameterizedTest
  @EnumSource(
      value = NotifySetting.class,
      names = {"ALWAYS", "ON_MENTION"})
  void whatABookmarkSaysEndsAnyMute(NotifySetting setting) {
    content(CHAT);
    mute(AN_HOUR);
    follow(setting);
    assertEquals(0, mutedUntil());
  }

  @Test
  void aSettingThatIsGoneTakesItsOwnMuteAlong() {
    content(CHAT);
    follow(NotifySetting.NEVER);
    follow(NotifySetting.UNSAID);
    assertEquals(0, mutedUntil());
    assertTrue(state.inbox().followed().isEmpty());
    follow(NotifySetting.ALWAYS);
    mute(AN_HOUR);
    follow(NotifySetting.UNSAID);
    assertEquals(AN_HOUR, mutedUntil());
  }

  @Test
  void aRowThatWakesKeepsTheMuteOfItsBookmark() {
    content(CHAT);
    follow(NotifySetting.NEVER);
    box(RowSettings.BIN);
    content(CHAT);
    assertEquals(new RowSettings(RowSettings.INBOX, 0, FOR_EVER, false), row(CHAT).settings());
  }

  @Test
  void aRowThatWakesForgetsAMuteThatNoBookmarkAskedFor() {
    content(CHAT);
    follow(NotifySetting.ON_MENTION);
    mute(FOR_EVER);
    box(RowSettings.BIN);
    content(CHAT);
    assertEquals(RowSettings.DEFAULT, row(CHAT).settings());
  }

  @Test
  void whetherToNotifyIsAnsweredByMuteSettingAndMention() {
    content(CHAT);
    assertTrue(notifies(false));
    follow(NotifySetting.ON_MENTION);
    assertFalse(notifies(false));
    assertTrue(notifies(true));
    mute(AN_HOUR);
    assertFalse(notifies(true));
    assertTrue(state.inbox().notifies(row(CHAT), true, Instant.ofEpochSecond(AN_HOUR)));
    follow(NotifySetting.NEVER);
    assertFalse(notifies(true));
    mute(0);
    assertTrue(notifies(false));
  }

  @Test
  void behindAMuteForATimeTheBookmarkHoldsAgain() {
    content(CHAT);
    follow(NotifySetting.ON_MENTION);
    mute(AN_HOUR);
    assertFalse(state.inbox().notifies(row(CHAT), true, NOW));
    assertTrue(state.inbox().notifies(row(CHAT), true, Instant.ofEpochSecond(AN_HOUR)));
    assertFalse(state.inbox().notifies(row(CHAT), false, Instant.ofEpochSecond(AN_HOUR)));
  }

  @Test
  void behindAMuteForEverWhatTheBookmarkSaidBeforeHoldsAgain() {
    content(CHAT);
    follow(NotifySetting.ON_MENTION);
    mute(FOR_EVER);
    follow(NotifySetting.NEVER);
    mute(0);
    assertEquals(NotifySetting.ON_MENTION, state.inbox().setting(row(CHAT)));
    assertEquals(NotifySetting.ON_MENTION, state.inbox().afterMute(BOB));
    assertTrue(notifies(true));
    assertFalse(notifies(false));
    follow(NotifySetting.ON_MENTION);
    assertTrue(state.inbox().beforeMute().isEmpty());
  }

  @Test
  void aBookmarkThatSaidNeverByItselfHasNothingBeforeIt() {
    content(CHAT);
    follow(NotifySetting.ON_MENTION);
    follow(NotifySetting.NEVER);
    mute(0);
    assertEquals(NotifySetting.ALWAYS, state.inbox().setting(row(CHAT)));
  }

  private boolean notifies(boolean mentioned) {
    return state.inbox().notifies(row(CHAT), mentioned, NOW);
  }

  private long mutedUntil() {
    return row(CHAT).settings().mutedUntil();
  }

  private InboxRow row(String type) {
    var row = state.inbox().get(BOB, type);
    assertNotNull(row);
    return row;
  }

  private void follow(NotifySetting setting) {
    state = new NotifyFollowed(++lastId, BOB, setting, NOW).fold(state);
  }

  private void mute(long until) {
    set(null, until);
  }

  private void box(String box) {
    set(box, null);
  }

  private void set(@Nullable String box, @Nullable Long mutedUntil) {
    state = new RowSet(++lastId, BOB, CHAT, box, null, mutedUntil, null, 0, 0, NOW).fold(state);
  }

  private void content(String type) {
    var effect = new RowEffect(Kind.CONTENT, type, ++version, 0, 0, 0);
    state = new Indexed(++lastId, "log", BOB, version, false, false, NOW, effect).fold(state);
  }
}
