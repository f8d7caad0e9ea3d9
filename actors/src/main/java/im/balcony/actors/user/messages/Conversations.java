package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;

/** How a User speaks to conversations; nothing here waits or promises arrival. */
public interface Conversations {

  void tell(ConversationId conversation, ConversationCommand command);

  /** Whether accounts of this domain live here. */
  boolean isLocal(String domain);

  /** Whether this may be the domain of another server that may be reached. */
  boolean isElsewhere(String domain);
}
