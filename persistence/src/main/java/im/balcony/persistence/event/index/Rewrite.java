package im.balcony.persistence.event.index;

/**
 * Something in an account's archive is not what it was.
 *
 * @param number counts all of the account, from 1
 * @param stamp of the change, in the sequence of archive ids
 * @param peer the bare JID of the other side
 * @param type of the conversation, see ConversationType
 * @param targetId the archive id of the message, 0 for all of the conversation
 * @param by the version of the message that did it, 0 when the owner did it for the own archive
 */
public record Rewrite(
    long number, long stamp, String peer, String type, Kind kind, long targetId, long by) {

  /** No message did it. */
  static final long BY_OWNER = 0;

  /** Whether the owner took this message out of the own archive, as nobody else did. */
  public boolean isRemovalOf(long archiveId) {
    return kind == Kind.RETRACTED && by == BY_OWNER && targetId == archiveId;
  }

  /** Names are on disk: they stay. */
  public enum Kind {
    /** Another text stands for the message. */
    REPLACED,
    /** The message was taken back. */
    RETRACTED,
    /** All messages of the conversation went. */
    CLEARED
  }
}
