package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.MessagePath;
import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.muc.Invitation;
import java.util.List;

/** Sorts stanzas: from the account's own sessions, and from everybody else. */
final class StanzaIntake {
  private final Front front;
  private final MessageSubmission messages;
  private final Presences presences;
  private final RoomSubmission rooms;
  private final PresenceArrivals arrivals;
  private final Subscriptions subscriptions;
  private final IqDispatch iqs;
  private final NoticeArrivals notices;
  private final StanzaOrder order;
  private final MessagePath path;
  private final KeptInvitations invitations;
  private final Runnable callSessions;

  StanzaIntake(
      Front front,
      MessageSubmission messages,
      Presences presences,
      RoomSubmission rooms,
      PresenceArrivals arrivals,
      Subscriptions subscriptions,
      IqDispatch iqs,
      NoticeArrivals notices,
      StanzaOrder order,
      MessagePath path,
      KeptInvitations invitations,
      Runnable callSessions) {
    this.front = front;
    this.messages = messages;
    this.presences = presences;
    this.rooms = rooms;
    this.arrivals = arrivals;
    this.subscriptions = subscriptions;
    this.iqs = iqs;
    this.notices = notices;
    this.order = order;
    this.path = path;
    this.invitations = invitations;
    this.callSessions = callSessions;
  }

  /** A batch of a session; one that is not known is called and sends it again. */
  void submit(UserCommand.Submit submit) {
    var session = front.sessions().get(submit.session());
    if (session == null) {
      callSessions.run();
      return;
    }
    session.mark(submit.marks());
    var number = submit.firstNumber();
    for (var stanza : submit.stanzas()) {
      switch (session.settlement().turn(number)) {
        case TAKE -> inOrder(session, number, stanza);
        case SKIP -> session.settlement().confirmAgain();
        case DROP -> {
          return;
        }
      }
      number++;
    }
  }

  private void inOrder(OpenSession session, long number, Stanza stanza) {
    if (order.mustWait(session.id(), stanza)) {
      order.hold(session.id(), stanza, () -> take(session, number, stanza));
    } else {
      take(session, number, stanza);
    }
  }

  private void take(OpenSession session, long number, Stanza stanza) {
    var submission = new Submission(session.settlement(), number);
    if (rooms.isForRoom(stanza)) {
      rooms.submitted(session, stanza, submission);
    } else if (stanza instanceof Message message) {
      messages.submitted(session, number, message);
    } else if (stanza instanceof Presence presence) {
      presence(session, presence, submission::settled);
    } else if (stanza instanceof Iq iq) {
      iqs.submitted(session, iq, submission);
    }
  }

  private void presence(OpenSession session, Presence presence, Runnable settled) {
    var to = presence.to();
    if (to == null) {
      undirected(session, presence, settled);
      return;
    }
    if (front.isBlocked(to)) {
      refuse(session, presence, BlockList.errorForOwner(), settled);
      return;
    }
    var kind = SubscriptionKind.of(presence.type());
    if (kind.isPresent()) {
      subscription(session, presence, to, kind.get(), settled);
    } else {
      directed(session, presence, to);
      settled.run();
    }
  }

  /** A broadcast keeps its turn behind what changes who may see it. */
  private void undirected(OpenSession session, Presence presence, Runnable settled) {
    if (!isBroadcast(presence)) {
      refuse(session, presence, StanzaError.badRequest(), settled);
      return;
    }
    front
        .account()
        .write(
            List.of(),
            state -> {
              presences.broadcast(session, presence);
              settled.run();
            });
  }

  private void subscription(
      OpenSession session, Presence presence, Jid to, SubscriptionKind kind, Runnable settled) {
    if (front.account().isFull()) {
      refuse(session, presence, StanzaError.resourceConstraint(), settled);
      return;
    }
    var written = order.untilWritten(session.id(), presence);
    subscriptions.outbound(
        session,
        presence,
        to,
        kind,
        () -> {
          written.run();
          settled.run();
        });
  }

  private void refuse(OpenSession session, Presence presence, StanzaError error, Runnable settled) {
    front.refuse(session, presence, error);
    settled.run();
  }

  private static boolean isBroadcast(Presence presence) {
    return presence.type() == Presence.Type.AVAILABLE
        || presence.type() == Presence.Type.UNAVAILABLE;
  }

  private void directed(OpenSession session, Presence presence, Jid to) {
    if (front.sessions().get(session.id()) == null) {
      return; // it had to wait, and its session has told everybody that it is gone
    }
    if (front.isOwn(to)) {
      fromOwn(presence, session.fullJid(), to);
    } else if (isBroadcast(presence)) {
      presences.directed(session, presence, to);
    } else {
      // A probe (RFC 6121 section 4.3) or an error: routed as it is.
      front.router().route(presence);
    }
  }

  private void fromOwn(Presence presence, Jid from, Jid to) {
    if (presence.type() == Presence.Type.PROBE) {
      arrivals.probed(presence, from, to);
    } else {
      arrivals.deliver(presence, from, to);
    }
  }

  /** From another account or server. */
  void route(UserCommand.Route route) {
    var stanza = route.stanza();
    var from = stanza.from();
    var to = stanza.to();
    if (from == null || to == null || !front.isOwn(to)) {
      return; // nobody routes such a stanza
    }
    if (front.isBlocked(from)) {
      blocked(stanza);
    } else {
      path.inTurn(from.bare(), () -> arrived(stanza, from, to));
    }
  }

  /** Of a contact's node; keeps its place behind what that contact sent before. */
  void notice(UserCommand.NodeNotice notice) {
    path.inTurn(notice.account(), () -> behindChanges(() -> notices.arrived(notice)));
  }

  private void arrived(Stanza stanza, Jid from, Jid to) {
    if (stanza instanceof Presence presence && isSubscription(presence)) {
      subscriptionArrived(presence, from, to);
    } else {
      behindChanges(() -> passOn(stanza, from, to));
    }
  }

  /** A presence must not be seen before the subscription that it belongs to. */
  private void behindChanges(Runnable then) {
    var account = front.account();
    if (account.isIdle() || account.isFull()) {
      then.run();
    } else {
      account.write(List.of(), state -> then.run());
    }
  }

  private void passOn(Stanza stanza, Jid from, Jid to) {
    if (stanza instanceof Presence presence) {
      presenceArrived(presence, from, to);
    } else if (stanza instanceof Iq iq) {
      iqs.arrived(iq, from, to);
    } else if (stanza instanceof Message message) {
      messageArrived(message, from, to);
    }
  }

  /** An error (RFC 6121 8.5.3.1) or a notice; other messages come through their conversation. */
  private void messageArrived(Message message, Jid from, Jid to) {
    if (Invitation.isIn(message.element()) && front.router().servesRooms(from.domain())) {
      invited(message, from.bare());
    } else if (message.type() == Message.Type.HEADLINE || to.isFull()) {
      var urgent = message.type() != Message.Type.HEADLINE;
      front.deliver(
          DeliveryRules.recipients(front.sessions(), message.type(), to), message, urgent);
    }
  }

  /** By way of a room (XEP-0045 7.8.2): that does not help who is blocked (HARDENING A26). */
  private void invited(Message message, Jid room) {
    if (Invitation.sender(message.element()).filter(front::isBlocked).isEmpty()) {
      invitations
          .arrived(message, room)
          .flatMap(error -> error.bounce(message))
          .ifPresent(rooms::answer);
    }
  }

  /** XEP-0191 section 3.3: as if the account were not there. */
  private void blocked(Stanza stanza) {
    if (stanza instanceof Iq iq && iq.isRequest()) {
      front.refuse(iq, StanzaError.serviceUnavailable());
    }
  }

  private static boolean isSubscription(Presence presence) {
    return SubscriptionKind.of(presence.type()).isPresent();
  }

  private void subscriptionArrived(Presence presence, Jid from, Jid to) {
    if (!front.account().isFull()) {
      SubscriptionKind.of(presence.type())
          .ifPresent(kind -> subscriptions.inbound(presence, from, to, kind));
    }
  }

  private void presenceArrived(Presence presence, Jid from, Jid to) {
    if (presence.type() == Presence.Type.PROBE) {
      arrivals.probed(presence, from, to);
    } else {
      arrivals.deliver(presence, from, to);
    }
  }
}
