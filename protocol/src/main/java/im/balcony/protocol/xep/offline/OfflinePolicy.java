package im.balcony.protocol.xep.offline;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.hints.Hint;

/** Which messages wait for somebody who has no device online (section 3). */
@Xep(number = 160, name = "Best Practices for Handling Offline Messages", version = "1.0.1")
public final class OfflinePolicy {
  /** Told in service discovery (section 4). */
  public static final String FEATURE = "msgoffline";

  private OfflinePolicy() {}

  public static boolean isKept(Message message) {
    if (Hint.NO_STORE.isIn(message.element()) || Carbons.isCopy(message.element())) {
      return false;
    }
    return switch (message.type()) {
      case CHAT, NORMAL -> Hint.STORE.isIn(message.element()) || MessageContent.isLasting(message);
      case HEADLINE, GROUPCHAT, ERROR -> false;
    };
  }
}
