package im.balcony.actors.user.front;

import im.balcony.actors.user.roster.Subscription;
import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** Subscription stanzas, out and in (RFC 6121 section 3 and Appendix A). */
final class Subscriptions {
  private final Front front;
  private final RosterPushes pushes;
  private final Presences presences;
  private final Interests interests;
  private final RequestRows rows;

  Subscriptions(
      Front front,
      RosterPushes pushes,
      Presences presences,
      Interests interests,
      RequestRows rows) {
    this.front = front;
    this.pushes = pushes;
    this.presences = presences;
    this.interests = interests;
    this.rows = rows;
  }

  /** One of the account's clients sends it; {@code done} is called when it is durable. */
  void outbound(
      OpenSession session, Presence presence, Jid to, SubscriptionKind kind, Runnable done) {
    var contact = to.bare();
    if (front.isOwn(contact)) {
      done.run(); // an entity is subscribed to its own presence (section 4.2.2)
      return;
    }
    var now = front.decided().subscription(contact);
    var step = now.outbound(kind);
    if (needsRoom(contact, now, step.next())) {
      front.refuse(session, presence, StanzaError.resourceConstraint());
      done.run();
      return;
    }
    var stanza = presence.withFrom(front.bareJid()).withTo(contact);
    send(contact, now, step, stanza, done);
  }

  /** The account itself takes back what a removed contact had (section 2.5.2). */
  void send(Jid contact, SubscriptionKind kind, boolean sawPresence) {
    if (sawPresence) {
      presences.show(contact, false);
    }
    front.router().route(Front.presence(kind.type(), front.bareJid(), contact, null));
  }

  private void send(
      Jid contact, Subscription before, Subscription.Step step, Presence stanza, Runnable done) {
    var after = step.next();
    front
        .account()
        .write(
            events(contact, before, after),
            state -> {
              if (before.from() && !after.from()) {
                presences.show(contact, false); // section 3.2.2: before they lose the right to it
              }
              if (step.passesOn()) {
                front.router().route(stanza);
              }
              if (!after.looksLike(before)) {
                pushes.push(state, contact);
              }
              if (after.from() && !before.from()) {
                presences.show(contact, true); // section 3.1.5
              }
              tellRow(contact, before, after);
              done.run();
            });
  }

  private boolean needsRoom(Jid contact, Subscription before, Subscription after) {
    var roster = front.decided().roster();
    return !after.looksLike(before)
        && roster.items().size() >= front.settings().rosterItemsMax()
        && !roster.items().containsKey(contact);
  }

  /** The contact sends it. */
  void inbound(Presence presence, Jid from, Jid to, SubscriptionKind kind) {
    if (kind != SubscriptionKind.SUBSCRIBE && to.isFull() && front.sessions().get(to) == null) {
      return; // section 8.5.3.2.2
    }
    var contact = from.bare();
    var before = front.decided().subscription(contact);
    var step = before.inbound(kind);
    var after = step.next();
    if (after.equals(before) && step.autoReply().isEmpty()) {
      return;
    }
    var stanza = presence.withFrom(contact).withTo(front.bareJid());
    if (after.pendingIn()
        && !before.pendingIn()
        && front.decided().requests().size() >= front.settings().requestsMax()) {
      front.refuse(presence, StanzaError.resourceConstraint());
      return;
    }
    front
        .account()
        .write(
            events(contact, before, after, kept(stanza)),
            state -> arrived(contact, before, step, kind, stanza));
  }

  private void arrived(
      Jid contact,
      Subscription before,
      Subscription.Step step,
      SubscriptionKind kind,
      Presence stanza) {
    var after = step.next();
    if (step.passesOn()) {
      var sessions = front.sessions();
      front.deliver(
          kind == SubscriptionKind.SUBSCRIBE ? sessions.available() : sessions.interested(),
          stanza,
          true);
    }
    if (!after.looksLike(before)) {
      pushes.push(front.account().committed(), contact);
    }
    if (before.from() && !after.from()) {
      presences.show(contact, false); // section 3.3.3 number 3
    }
    if (after.to() && !before.to()) {
      interests.subscribedTo(contact);
    }
    step.autoReply()
        .filter(answer -> !isKnownTo(contact, answer))
        .ifPresent(
            answer ->
                front
                    .router()
                    .route(Front.presence(answer.type(), front.bareJid(), contact, stanza.id())));
    if (after.from() && !before.from()) {
      presences.show(contact, true);
    }
    tellRow(contact, before, after);
  }

  private void tellRow(Jid contact, Subscription before, Subscription after) {
    if (after.pendingIn() && !before.pendingIn()) {
      rows.requested(contact);
    } else if (before.pendingIn() && !after.pendingIn()) {
      rows.settled(contact, after.from());
    }
  }

  /**
   * An account here that unsubscribes is unsubscribed already; the answer could only take back what
   * it asked for since.
   */
  private boolean isKnownTo(Jid contact, SubscriptionKind answer) {
    return answer == SubscriptionKind.UNSUBSCRIBED && front.router().isLocal(contact.domain());
  }

  /** The whole stanza if it is not too large (section 3.1.3, security warning). */
  private byte[] kept(Presence stanza) {
    var whole = stanza.element().toBytes();
    return whole.length <= front.settings().requestBytesMax()
        ? whole
        : stanza.element().withoutChildren((XmlElement child) -> true).toBytes();
  }

  private List<AccountEvent> events(Jid contact, Subscription before, Subscription after) {
    return events(contact, before, after, new byte[0]);
  }

  private List<AccountEvent> events(
      Jid contact, Subscription before, Subscription after, byte[] request) {
    var events = new ArrayList<AccountEvent>(2);
    var address = contact.toString();
    if (!after.looksLike(before)) {
      events.add(
          new AccountEvent.SubscriptionChanged(
              address, after.to(), after.from(), after.pendingOut(), after.approved()));
    }
    if (after.pendingIn() && !before.pendingIn()) {
      events.add(new AccountEvent.SubscriptionRequested(address, request, front.clock().instant()));
    } else if (before.pendingIn() && !after.pendingIn()) {
      events.add(new AccountEvent.SubscriptionRequestSettled(address));
    }
    return events;
  }
}
