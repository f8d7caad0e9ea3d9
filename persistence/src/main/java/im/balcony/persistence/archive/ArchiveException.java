package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import org.jspecify.annotations.Nullable;

/**
 * Where one account's view of a conversation's item differs from the conversation's log.
 *
 * @param raisedId the archive id for this account, when it is not the proposed one
 * @param hidden this account may not see the item
 * @param rewrittenBy the sequence number of the correction or retraction that stands for it, or
 *     {@link #BY_OWNER}
 */
public record ArchiveException(
    long sequenceNr, @Nullable Long raisedId, boolean hidden, @Nullable Long rewrittenBy) {

  /** Stands in the place of a message: the owner took it out of the own archive. */
  public static final long BY_OWNER = 0;

  /**
   * The archive id of a message in the account whose exception this is.
   *
   * @param mark null when the account sees the message as the log has it
   */
  static long archiveId(MessageSent sent, @Nullable ArchiveException mark) {
    var raised = mark == null ? null : mark.raisedId();
    return raised == null ? sent.proposedId() : raised;
  }
}
