package im.balcony.actors.user.messages;

import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.content.MessageEffect;
import org.jspecify.annotations.Nullable;

/** How later messages name one that is stored. */
public final class MessageNames {
  private MessageNames() {}

  /** Its id, unless there is none or it is found by its origin key. */
  public static @Nullable String of(Message message, MessageEffect effect, String originKey) {
    var id = message.id();
    return id == null
            || !effect.mayBeTarget()
            || id.length() > MessageEffect.TARGET_CHARS_MAX
            || originKey.equals(ConversationState.originKeyOf(id))
        ? null
        : id;
  }
}
