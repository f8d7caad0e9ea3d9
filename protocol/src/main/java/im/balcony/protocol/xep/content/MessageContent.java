package im.balcony.protocol.xep.content;

import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.callinvites.CallInvite;
import im.balcony.protocol.xep.chatstates.ChatState;
import im.balcony.protocol.xep.eme.Encryption;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xep.receipts.Receipts;
import im.balcony.protocol.xep.retraction.Retraction;

/** Questions about a message's payload; the rules of XEP-0160, 0280 and 0313 are made of them. */
public final class MessageContent {
  private static final String MUC_USER = "http://jabber.org/protocol/muc#user";
  private static final String DIRECT_INVITATION = "jabber:x:conference";

  private MessageContent() {}

  public static boolean hasBody(Message message) {
    return has(message, "body");
  }

  /**
   * Whether somebody who was away would miss something: text, a call, an invitation, a receipt, a
   * reaction, that something was taken back.
   */
  public static boolean isLasting(Message message) {
    return hasBody(message)
        || has(message, "subject")
        || Encryption.in(message.element()).isPresent()
        || isReceiptOrMarker(message)
        || isOfCall(message)
        || Retraction.retractedId(message.element()).isPresent()
        || Reactions.in(message.element()).isPresent()
        || isInvitation(message);
  }

  /** Whether it has a payload of instant messaging beside the body (XEP-0280 section 6.1). */
  public static boolean hasImPayload(Message message) {
    return isReceiptOrMarker(message)
        || Receipts.isRequested(message.element())
        || ChatState.in(message.element()).isPresent()
        || isOfCall(message);
  }

  /** Whether it comes from or goes to an occupant of a room (XEP-0045 section 7.5). */
  public static boolean isOfRoom(Message message) {
    return message.element().child("x", MUC_USER).isPresent();
  }

  /** Whether it invites to a room, directly (XEP-0249) or by the room (XEP-0045 section 7.8.2). */
  public static boolean isInvitation(Message message) {
    return message.element().child("x", DIRECT_INVITATION).isPresent()
        || message
            .element()
            .child("x", MUC_USER)
            .flatMap(x -> x.child("invite", MUC_USER))
            .isPresent();
  }

  /** Whether it is a step of a call (XEP-0353) or of one that it invites to (XEP-0482). */
  static boolean isOfCall(Message message) {
    return CallSignal.in(message.element()).isPresent()
        || CallInvite.in(message.element()).isPresent();
  }

  private static boolean isReceiptOrMarker(Message message) {
    return Receipts.receivedId(message.element()).isPresent()
        || Markers.isMarker(message.element());
  }

  private static boolean has(Message message, String name) {
    return message.element().child(name, message.element().namespace()).isPresent();
  }
}
