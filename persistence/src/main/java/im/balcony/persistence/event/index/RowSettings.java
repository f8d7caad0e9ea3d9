package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonIgnore;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.sync.Synchronization;
import org.jspecify.annotations.Nullable;

/**
 * What the owner decided about a row.
 *
 * @param box {@link #INBOX}, {@link #ARCHIVE}, {@link #BIN}, or one that the operator added
 * @param pinned a higher one stands higher, 0 is not pinned; clients take milliseconds since 1970
 * @param mutedUntil seconds since 1970, 0 for not muted
 * @param markedUnread whether it is to look unread although everything was read
 */
public record RowSettings(String box, long pinned, long mutedUntil, boolean markedUnread) {
  public static final String INBOX = "inbox";
  public static final String ARCHIVE = "archive";

  /** Deleted from the list; the messages stay in the archive. */
  public static final String BIN = "bin";

  /** Was in the bin when that was emptied: gone from every list. */
  public static final String EMPTIED = "emptied";

  public static final RowSettings DEFAULT = new RowSettings(INBOX, 0, 0, false);

  public boolean isDeleted() {
    return box.equals(BIN) || box.equals(EMPTIED);
  }

  public boolean isMuted(long nowSecond) {
    return mutedUntil > nowSecond;
  }

  /** Until somebody ends it. */
  @JsonIgnore
  public boolean isMutedForEver() {
    return isForEver(mutedUntil);
  }

  private static boolean isForEver(long until) {
    return until >= Synchronization.MUTE_SECONDS_MAX;
  }

  /**
   * With what was decided. A mute for a time does not end one that the bookmark asks for.
   *
   * @param followed what the bookmark of the peer says
   */
  RowSettings with(IndexEvent.RowSet decided, NotifySetting followed) {
    var until = or(decided.mutedUntil(), mutedUntil);
    var isTimed = until > 0 && !isForEver(until);
    return new RowSettings(
        or(decided.box(), box),
        or(decided.pinned(), pinned),
        isTimed && keepsMute(followed) ? mutedUntil : until,
        or(decided.markedUnread(), markedUnread));
  }

  private boolean keepsMute(NotifySetting followed) {
    return followed == NotifySetting.NEVER && isMutedForEver();
  }

  /**
   * After the setting in the bookmark became another one (XEP-0492). One that is gone takes with it
   * only the mute that it had asked for.
   *
   * @param before what was followed until now
   */
  RowSettings following(NotifySetting before, NotifySetting now, long nowSecond) {
    return switch (now) {
      case NEVER -> mutedUntil(nowSecond + Synchronization.MUTE_SECONDS_MAX);
      case ALWAYS, ON_MENTION -> mutedUntil(0);
      case UNSAID -> before == NotifySetting.NEVER ? mutedUntil(0) : this;
    };
  }

  private RowSettings mutedUntil(long second) {
    return new RowSettings(box, pinned, second, markedUnread);
  }

  private static <T> T or(@Nullable T news, T old) {
    return news == null ? old : news;
  }

  RowSettings markedUnread(boolean marked) {
    return marked == markedUnread ? this : new RowSettings(box, pinned, mutedUntil, marked);
  }

  /**
   * After a new message: it is in the inbox again, unless it was put away and muted for a time that
   * is not over yet. A mute that the bookmark asks for stays.
   *
   * @param followed what the bookmark of the peer says
   */
  RowSettings woken(long nowSecond, NotifySetting followed) {
    if (box.equals(INBOX) || (box.equals(ARCHIVE) && isMuted(nowSecond))) {
      return this;
    }
    return new RowSettings(INBOX, pinned, keepsMute(followed) ? mutedUntil : 0, markedUnread);
  }
}
