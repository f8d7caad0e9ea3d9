package im.balcony.actors.user.front;

import im.balcony.persistence.event.account.InvitationEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xml.StoredXml;
import java.util.List;
import java.util.Optional;

/**
 * Invitations that rooms pass on (XEP-0045 section 7.8.2): they go to the clients that are there,
 * else they wait for the first one that comes; devices that sleep are woken. What waits has been
 * written; that it was shown is written after it was, so one may be shown twice and none is lost.
 */
final class KeptInvitations {
  private final Front front;
  private final int invitationsMax;
  private final PushSender pushes;

  /**
   * @param invitationsMax rooms whose invitations wait at most
   */
  KeptInvitations(Front front, int invitationsMax, PushSender pushes) {
    this.front = front;
    this.pushes = pushes;
    this.invitationsMax = invitationsMax;
  }

  /**
   * One has come.
   *
   * @return why it cannot wait; empty when it does, or went to a client
   */
  Optional<StanzaError> arrived(Message message, Jid room) {
    var there = DeliveryRules.recipients(front.sessions(), message.type(), front.bareJid());
    if (!there.isEmpty()) {
      front.deliver(there, message, true);
      pushes.invited(room, message.element());
      return Optional.empty();
    } else if (!MessageContent.isInvitation(message)) {
      return Optional.empty(); // that somebody will not come is news of the moment
    }
    var kept = front.decided().invitations();
    if (front.account().isFull()
        || (kept.all().size() >= invitationsMax && !kept.isTo(room.toString()))) {
      return Optional.of(StanzaError.resourceConstraint());
    }
    var event =
        new InvitationEvent.InvitationKept(
            room.toString(), message.element().toBytes(), front.clock().instant());
    front.account().write(List.of(event), state -> pushes.invited(room, message.element()));
    return Optional.empty();
  }

  /** This client takes messages from now on. */
  void cameBack(OpenSession session) {
    var kept = front.decided().invitations().all();
    if (kept.isEmpty() || front.account().isFull()) {
      return;
    }
    for (var each : kept) {
      var message = StoredXml.read(each.stanzaXml());
      if (Invitation.sender(message).filter(front::isBlocked).isEmpty()) {
        var delay = new Delay(each.at(), Jid.parse(each.room()), "");
        session.send(message.withChild(delay.toElement()), true);
      }
    }
    front.account().write(List.of(new InvitationEvent.InvitationsShown()), state -> {});
  }
}
