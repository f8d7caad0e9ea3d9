package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;

/**
 * An entry on its way into the index and then to the sessions.
 *
 * @param archiveId the final id, 0 for what is not stored
 * @param excepted whether the exceptions table must say that the id is not the proposed one
 */
record Arrival(
    ConversationId conversation,
    String log,
    ConversationEntry entry,
    long archiveId,
    boolean excepted,
    AccountView.Visibility visibility)
    implements Queued {

  boolean isHidden() {
    return visibility != AccountView.Visibility.SHOWN;
  }
}
