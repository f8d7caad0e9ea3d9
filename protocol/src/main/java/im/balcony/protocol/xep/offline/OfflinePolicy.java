package im.balcony.protocol.xep.offline;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.cdr.CallRecord;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.hints.Hint;
import im.balcony.protocol.xep.jmi.CallSignal;

/**
 * Which messages wait for somebody who has no device online (section 3). A proposal (XEP-0353) does
 * not: while a call rings whoever comes is told of it at once, and later there is its record.
 */
@Xep(number = 160, name = "Best Practices for Handling Offline Messages", version = "1.0.1")
public final class OfflinePolicy {
  /** Told in service discovery (section 4). */
  public static final String FEATURE = "msgoffline";

  private OfflinePolicy() {}

  public static boolean isKept(Message message) {
    var element = message.element();
    if (Hint.NO_STORE.isIn(element)
        || Carbons.isCopy(element)
        || CallSignal.proposal(element).isPresent()) {
      return false;
    }
    return switch (message.type()) {
      case CHAT, NORMAL -> Hint.STORE.isIn(element) || MessageContent.isLasting(message);
      case HEADLINE -> CallRecord.in(element).isPresent();
      case GROUPCHAT, ERROR -> false;
    };
  }
}
