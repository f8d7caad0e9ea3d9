package im.balcony.protocol.xep.carbons;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.carbons.Carbons.Direction;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.hints.Hint;

/** Which messages are copied to the other devices: the rules of XEP-0280 section 6.1. */
public final class CarbonRules {
  private CarbonRules() {}

  /** Whether an account that sent or got this message has it copied. */
  public static boolean isEligible(Message message, Direction direction) {
    if (message.element().child("private", Carbons.NAMESPACE).isPresent()
        || Hint.NO_COPY.isIn(message.element())
        || Carbons.isCopy(message.element())
        || isFromOccupant(message, direction)) {
      return false;
    }
    return switch (message.type()) {
      case CHAT -> true;
      case NORMAL ->
          MessageContent.hasBody(message)
              || MessageContent.hasImPayload(message)
              || MessageContent.isInvitation(message);
      case HEADLINE -> MessageContent.hasImPayload(message);
      case ERROR -> isBounce(message, direction);
      case GROUPCHAT -> false;
    };
  }

  /** A room sends its private messages to each of the account's devices by itself. */
  private static boolean isFromOccupant(Message message, Direction direction) {
    return direction == Direction.RECEIVED
        && MessageContent.isOfRoom(message)
        && !MessageContent.isInvitation(message)
        && message.from() != null
        && message.from().isFull();
  }

  /**
   * Whether the message that came back would have been copied. An error that does not bring it
   * along counts when it comes from a bare JID, where most chat goes to.
   */
  private static boolean isBounce(Message error, Direction direction) {
    return direction == Direction.RECEIVED
        && (MessageContent.hasBody(error)
            || MessageContent.hasImPayload(error)
            || (error.from() != null && error.from().isBare()));
  }
}
