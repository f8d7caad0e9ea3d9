package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;

/** How a User speaks to conversations; nothing here waits or promises arrival. */
public interface Conversations {

  void tell(ConversationId conversation, ConversationCommand command);

  /** Whether accounts of this domain live here; others have no conversation yet. */
  boolean isLocal(String domain);
}
