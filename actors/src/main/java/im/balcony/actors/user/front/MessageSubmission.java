package im.balcony.actors.user.front;

import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.displayedsync.DisplayedSync;
import im.balcony.protocol.xep.forgery.Forgeries;
import im.balcony.protocol.xep.mam.ArchivePolicy;
import im.balcony.protocol.xep.markers.Markers;
import org.jspecify.annotations.Nullable;

/** What becomes of a message that one of the account's sessions sends. */
final class MessageSubmission {
  private final Front front;
  private final MessagePath path;
  private final IqDispatch iqs;
  private final StanzaOrder order;
  private final MarkerTargets targets;

  MessageSubmission(
      Front front, MessagePath path, IqDispatch iqs, StanzaOrder order, MarkerTargets targets) {
    this.front = front;
    this.path = path;
    this.iqs = iqs;
    this.order = order;
    this.targets = targets;
  }

  void submitted(OpenSession session, long number, Message submitted) {
    var message =
        withoutDisplayed(
            session,
            withoutRetry(
                session,
                Forgeries.without(submitted, claimed -> front.router().isLocal(claimed.domain()))));
    var to = message.to() == null ? front.bareJid() : message.to();
    var refusal = refusal(message, to);
    if (refusal != null) {
      if (message.type() != Message.Type.HEADLINE) {
        front.refuse(session, message, refusal);
      }
      session.settlement().settled(number);
    } else if (message.type() == Message.Type.ERROR || hasNoConversation(message, to)) {
      // No conversation is about it: it goes as presences and IQs do.
      front.router().route(message);
      session.settlement().settled(number);
    } else {
      submit(session, number, message, to.bare());
    }
  }

  private void submit(OpenSession session, long number, Message message, Jid peer) {
    var named = Markers.archiveId(message.element(), front.bareJid());
    if (named.isEmpty() || message.to() == null) {
      submit(session, number, message, (MessagePlace) null);
      return;
    }
    var known = targets.known(peer, named.getAsLong());
    if (known.isPresent()) {
      submit(session, number, message, known.get());
      return;
    }
    var found = order.untilWritten(session.id(), message);
    targets.find(
        peer,
        named.getAsLong(),
        place -> {
          submit(session, number, message, place);
          found.run();
        });
  }

  private void submit(
      OpenSession session, long number, Message message, @Nullable MessagePlace about) {
    path.submit(
        session.id(),
        number,
        message,
        ArchivePolicy.isArchived(message),
        CarbonRules.isEligible(message, Carbons.Direction.SENT),
        about);
  }

  /** Its mark says that the client wants to be told; the message is the one that was sent first. */
  private static Message withoutRetry(OpenSession session, Message message) {
    if (!ReliableDelivery.isRetry(message.element())) {
      return message;
    }
    session.remember(session.memory().withDeliveryUsed());
    return message.withElement(ReliableDelivery.withoutRetry(message.element()));
  }

  /** XEP-0490 section 4.5.3: it is published, and goes no further. */
  private Message withoutDisplayed(OpenSession session, Message message) {
    var displayed = DisplayedSync.in(message.element());
    var to = message.to();
    if (displayed.isEmpty() || to == null) {
      return message;
    }
    iqs.onBehalf(session, DisplayedSync.publication(to.toString(), displayed.get()));
    return message.withElement(DisplayedSync.without(message.element()));
  }

  /** What is said in a room of another server stands in that room's archive. */
  private boolean hasNoConversation(Message message, Jid to) {
    return to.local() == null
        || (!front.router().isLocal(to.domain())
            && (message.type() == Message.Type.GROUPCHAT
                || !front.router().isElsewhere(to.domain())));
  }

  private @Nullable StanzaError refusal(Message message, Jid to) {
    if (front.isBlocked(to)) {
      return BlockList.errorForOwner();
    }
    var toPerson = to.local() != null && front.router().isLocal(to.domain());
    // RFC 6121 8.5.2.1.1: people are no rooms.
    return toPerson && to.isBare() && message.type() == Message.Type.GROUPCHAT
        ? StanzaError.serviceUnavailable()
        : null;
  }
}
