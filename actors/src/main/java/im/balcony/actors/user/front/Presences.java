package im.balcony.actors.user.front;

import im.balcony.actors.user.roster.RosterItem;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.vcardavatar.VcardPhoto;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** The presence that the account's own sessions send (RFC 6121 sections 4.2 to 4.6). */
final class Presences {
  private final Front front;
  private final OfflineMessages offline;
  private final Interests interests;
  private final OwnAvatar avatar;
  private final ChannelClients channels;
  private final KeptInvitations invitations;

  Presences(
      Front front,
      OfflineMessages offline,
      Interests interests,
      ChannelClients channels,
      KeptInvitations invitations) {
    this.front = front;
    this.offline = offline;
    this.interests = interests;
    this.avatar = new OwnAvatar(front);
    this.channels = channels;
    this.invitations = invitations;
    interests.whenTakesChannels(channels::available);
  }

  /** As it is told, with the account's picture (XEP-0398 3.3). */
  Presence told(Presence sent) {
    return avatar.told(sent);
  }

  /** The account takes part there from now on. */
  void showIn(Jid channel) {
    channels.showAll(channel);
  }

  /** Without an address: to all who may see it. */
  void broadcast(OpenSession session, Presence sent) {
    var presence = avatar.told(sent);
    if (presence.type() == Presence.Type.UNAVAILABLE) {
      unavailable(session, presence);
    } else if (session.isAvailable()) {
      update(session, presence);
    } else {
      initial(session, presence);
    }
  }

  /** Section 4.2.2. */
  private void initial(OpenSession session, Presence presence) {
    var others = front.sessions().available();
    update(session, presence);
    for (var other : others) {
      var known = other.presence();
      if (known != null) {
        session.send(known.withTo(session.fullJid()).element(), false);
      }
    }
    front
        .decided()
        .shownRequests()
        .values()
        .forEach(request -> session.send(request.stanzaXml(), 0, true));
    for (var item : List.copyOf(front.decided().roster().all())) {
      probe(session, item);
    }
  }

  /**
   * Section 4.3.1, from the bare JID; a local contact's answers go to the new resource alone, the
   * other ones know them already.
   */
  private void probe(OpenSession session, RosterItem item) {
    if (front.isBlocked(item.contact())) {
      return;
    }
    if (item.to()) {
      var from =
          front.router().isLocal(item.contact().domain()) ? session.fullJid() : front.bareJid();
      front.router().route(Front.presence(Presence.Type.PROBE, from, item.contact(), null));
    }
    if (item.ask()) {
      // Section 3.1.2: asked again, should the first request have been lost on its way.
      front
          .router()
          .route(Front.presence(Presence.Type.SUBSCRIBE, front.bareJid(), item.contact(), null));
    }
  }

  /** Sections 4.2.2 and 4.4.2. */
  private void update(OpenSession session, Presence presence) {
    var tookMessages = session.takesMessages();
    session.remember(session.memory().withAvailablePresence(presence));
    toSubscribers(presence);
    front.deliver(front.sessions().available(), presence.withTo(front.bareJid()), false);
    interests.available(session, presence);
    channels.available(session);
    if (!tookMessages && session.takesMessages()) {
      offline.cameBack(session);
      invitations.cameBack(session);
    }
  }

  private void toSubscribers(Presence presence) {
    for (var item : front.decided().roster().all()) {
      if (item.from() && !front.isBlocked(item.contact())) {
        front.router().route(presence.withTo(item.contact()));
      }
    }
  }

  /** Section 4.5.2, also when the session is lost without a word. */
  void unavailable(OpenSession session, Presence presence) {
    var wasAvailable = session.isAvailable();
    var tookMessages = session.takesMessages();
    var directed = session.memory().directedPresences();
    if (wasAvailable) {
      front.deliver(front.sessions().available(), presence.withTo(front.bareJid()), false);
    }
    session.remember(session.memory().withoutPresence());
    interests.unavailable(session);
    if (wasAvailable) {
      toSubscribers(presence);
    }
    for (var address : directed) {
      if (!front.isBlocked(address)) {
        front.router().route(presence.withTo(address));
      }
    }
    if (tookMessages && !front.sessions().anyTakesMessages()) {
      lastOneGone(presence);
    }
  }

  private void lastOneGone(Presence presence) {
    var status =
        presence
            .element()
            .child("status", presence.element().namespace())
            .map(XmlElement::text)
            .orElse(null);
    var event = new AccountEvent.WentUnavailable(front.clock().instant(), status, offline.seen());
    front.account().write(List.of(event), state -> {});
  }

  /** The session is gone: unavailable presence is made for it. */
  void lost(OpenSession session) {
    if (session.isAvailable() || !session.memory().directedPresences().isEmpty()) {
      unavailable(
          session,
          Front.presence(Presence.Type.UNAVAILABLE, session.fullJid(), front.bareJid(), null));
    }
  }

  /** With an address (section 4.6.3). */
  void directed(OpenSession session, Presence sent, Jid to) {
    var presence = avatar.told(sent);
    var subscriber = session.isAvailable() && front.decided().sharesPresenceWith(to);
    if (!subscriber) {
      var addresses = new ArrayList<>(session.memory().directedPresences());
      if (presence.type() == Presence.Type.UNAVAILABLE) {
        addresses.remove(to);
      } else if (!addresses.contains(to)) {
        if (addresses.size() >= front.settings().directedPresencesMax()) {
          front.refuse(session, presence, StanzaError.resourceConstraint());
          return;
        }
        addresses.add(to);
      }
      session.remember(session.memory().withDirectedPresences(addresses));
    }
    front.router().route(presence);
  }

  /** Another picture, or none: presence is told again where that changes it (XEP-0398 3.3). */
  void avatarChanged() {
    for (var session : front.sessions().available()) {
      var before = session.presence();
      if (before != null) {
        avatarChanged(session, before);
      }
    }
  }

  private void avatarChanged(OpenSession session, Presence before) {
    var presence = avatar.told(before);
    if (!presence.equals(before)) {
      update(session, presence);
    } else if (avatar.isNone() && VcardPhoto.isTold(before.element())) {
      update(session, before.withElement(VcardPhoto.tell(before.element(), "")));
      // Who asks later is told nothing, and the next picture is told again.
      var silent = before.withElement(VcardPhoto.untold(before.element()));
      session.remember(session.memory().withAvailablePresence(silent));
    }
  }

  /** This address sees all available resources, or sees them go. */
  void show(Jid to, boolean available) {
    for (var session : front.sessions().available()) {
      var presence = session.presence();
      if (presence != null) {
        front
            .router()
            .route(
                available
                    ? presence.withTo(to)
                    : Front.presence(Presence.Type.UNAVAILABLE, session.fullJid(), to, null));
      }
    }
  }
}
