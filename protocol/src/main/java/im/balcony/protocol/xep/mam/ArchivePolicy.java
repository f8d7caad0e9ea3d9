package im.balcony.protocol.xep.mam;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.hints.Hint;

/**
 * Which messages get into an account's archive: XEP-0313 section 6.1.1 with the hints of XEP-0334.
 *
 * <p>Chat states and other things of the moment are not kept. Receipts and markers are: how far a
 * conversation was read belongs to it. Rooms keep their own messages.
 */
public final class ArchivePolicy {
  private ArchivePolicy() {}

  /** The same for both sides: a conversation has one content. */
  public static boolean isArchived(Message message) {
    if (Hint.NO_STORE.isIn(message.element())
        || Hint.NO_PERMANENT_STORE.isIn(message.element())
        || Carbons.isCopy(message.element())
        || MamResult.isIn(message.element())) {
      return false;
    }
    return switch (message.type()) {
      case CHAT, NORMAL -> Hint.STORE.isIn(message.element()) || MessageContent.isLasting(message);
      case HEADLINE, GROUPCHAT, ERROR -> false;
    };
  }
}
