package im.balcony.actors.user.front;

import im.balcony.protocol.xep.notifysettings.NotifySetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which conversations are muted and what their bookmarks say, by the rule alone: the last decision
 * wins, whether it was made in the inbox or in a bookmark (XEP-0492).
 */
final class MuteModel {

  enum Mute {
    NONE,
    FOR_A_TIME,
    FOR_EVER
  }

  /** Where a row is shown. */
  enum Box {
    INBOX,
    ARCHIVE,
    BIN
  }

  private static final class Chat {
    private Mute mute = Mute.NONE;
    private Box box = Box.INBOX;
    private Optional<NotifySetting> bookmark = Optional.empty();
    private NotifySetting afterMute = NotifySetting.ALWAYS;

    private NotifySetting said() {
      return bookmark.orElse(NotifySetting.UNSAID);
    }

    /** The bookmark was decided on last. */
    private void follow(Optional<NotifySetting> now) {
      var before = said();
      bookmark = now;
      if (said() != before) {
        afterMute = NotifySetting.ALWAYS;
      }
      if (said() == NotifySetting.NEVER) {
        mute = before == NotifySetting.NEVER ? mute : Mute.FOR_EVER;
      } else if (said() != before
          && (said() != NotifySetting.UNSAID || before == NotifySetting.NEVER)) {
        mute = Mute.NONE;
      }
      agree();
    }

    /** The row was decided on last. */
    private void agree() {
      var never = mute == Mute.FOR_EVER;
      if (bookmark.isEmpty() || never == (said() == NotifySetting.NEVER)) {
        return;
      }
      var before = said();
      bookmark = Optional.of(never ? NotifySetting.NEVER : afterMute);
      afterMute = never && before == NotifySetting.ON_MENTION ? before : NotifySetting.ALWAYS;
    }

    private boolean neverByBookmark() {
      return said() == NotifySetting.NEVER && mute == Mute.FOR_EVER;
    }
  }

  private final Map<String, Chat> chats = new HashMap<>();

  private Chat chat(String peer) {
    return chats.computeIfAbsent(peer, key -> new Chat());
  }

  Mute mute(String peer) {
    return chat(peer).mute;
  }

  /** Empty when there is no bookmark. */
  Optional<NotifySetting> bookmark(String peer) {
    return chat(peer).bookmark;
  }

  void published(String peer, NotifySetting setting) {
    chat(peer).follow(Optional.of(setting));
  }

  void retracted(String peer) {
    chat(peer).follow(Optional.empty());
  }

  void muted(String peer, Mute mute) {
    var chat = chat(peer);
    if (mute != Mute.FOR_A_TIME || !chat.neverByBookmark()) {
      chat.mute = mute;
      chat.agree();
    }
  }

  void moved(String peer, Box box) {
    chat(peer).box = box;
  }

  /** Something new was said: the row wakes unless it is put away and muted. */
  void content(String peer) {
    var chat = chat(peer);
    var sleeps = chat.box == Box.ARCHIVE && chat.mute != Mute.NONE;
    if (chat.box != Box.INBOX && !sleeps) {
      chat.box = Box.INBOX;
      chat.mute = chat.neverByBookmark() ? Mute.FOR_EVER : Mute.NONE;
    }
  }
}
