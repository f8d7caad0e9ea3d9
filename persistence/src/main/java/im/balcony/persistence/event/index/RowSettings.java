package im.balcony.persistence.event.index;

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

  /** With what was decided. */
  RowSettings with(IndexEvent.RowSet decided) {
    return new RowSettings(
        or(decided.box(), box),
        or(decided.pinned(), pinned),
        or(decided.mutedUntil(), mutedUntil),
        or(decided.markedUnread(), markedUnread));
  }

  private static <T> T or(@Nullable T news, T old) {
    return news == null ? old : news;
  }

  RowSettings markedUnread(boolean marked) {
    return marked == markedUnread ? this : new RowSettings(box, pinned, mutedUntil, marked);
  }

  /**
   * After a new message: it is in the inbox again, unless it was put away and muted for a time that
   * is not over yet.
   */
  RowSettings woken(long nowSecond) {
    if (box.equals(INBOX) || (box.equals(ARCHIVE) && isMuted(nowSecond))) {
      return this;
    }
    return new RowSettings(INBOX, pinned, 0, markedUnread);
  }
}
