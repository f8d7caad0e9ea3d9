package im.balcony.load.history;

/**
 * One place where a history breaks a rule.
 *
 * @param account in whose archive or on whose devices it was seen
 * @param message the origin-id it is about, or empty
 */
public record Violation(Kind kind, String account, String message, String detail) {

  /** What is broken; the invariant stands in front. */
  public enum Kind {
    /** An acknowledged message is missing in an archive, or one that a device has seen. */
    I1_LOST,
    /** An acknowledged message never reached a session that was there all the time. */
    I1_NOT_DELIVERED,
    /** One message stands in an archive, or reached a session, more than once. */
    I3_DOUBLED,
    /** Two participants, or an archive and a device, disagree about the order. */
    I2_REORDERED,
    /** A message stands in the archive of one participant only. */
    I2_ARCHIVES_DIFFER,
    /** One message has different archive ids in what one account saw. */
    I2_ID_CHANGED,
    /** Archive ids do not strictly increase along an archive. */
    I2_ID_NOT_INCREASING,
    /** A token that a device was given was not known any more. */
    I1_TOKEN_LOST,
    /** A device that came back was not told of something. */
    I4_MISSED,
    /** A device that came back was told of something that it had said it has. */
    I4_MORE_THAN_MISSED,
    /** A stamp or a version is lower than one that the device was shown before. */
    I4_WENT_BACK,
    /** A row of the inbox, or its count of unread messages, is not what the archive says. */
    I4_INBOX_WRONG,
    /**
     * Something was archived or delivered that nobody sent, or to somebody whom it does not
     * concern.
     */
    GHOST,
    /** An occupant is not in its room any more, though it did not leave. */
    OUT_OF_ROOM,
    /** The archive was not read to its end, so nothing can be said about it. */
    ARCHIVE_UNREAD
  }

  @Override
  public String toString() {
    return kind + " " + account + (message.isEmpty() ? "" : " " + message) + ": " + detail;
  }
}
