package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.xep.delay.Delay;
import java.util.ArrayList;

/** The presence that others send to the account (RFC 6121 sections 4.3.2, 4.4.3, 4.5.3, 8.5). */
final class PresenceArrivals {
  private final Front front;

  PresenceArrivals(Front front) {
    this.front = front;
  }

  /** Availability and errors; never kept for anybody. */
  void deliver(Presence presence, Jid from, Jid to) {
    if (presence.type() == Presence.Type.UNAVAILABLE) {
      forget(from);
    }
    if (to.isFull()) {
      var session = front.sessions().get(to);
      if (session != null) {
        session.send(presence.element(), false);
      }
    } else {
      front.deliver(front.sessions().available(), presence, false);
    }
  }

  /** Section 4.6.1: who went away need not be told of our going. */
  private void forget(Jid from) {
    for (var session : front.sessions().all()) {
      var addresses = session.memory().directedPresences();
      if (addresses.contains(from)) {
        var fewer = new ArrayList<>(addresses);
        fewer.remove(from);
        session.remember(session.memory().withDirectedPresences(fewer));
      }
    }
  }

  /** Sections 4.3.2 and 4.6.6. */
  void probed(Presence probe, Jid from, Jid to) {
    if (front.isOwn(from) || front.decided().sharesPresenceWith(from)) {
      answer(probe, from, to);
    } else if (to.isFull() && knowsDirectly(from, to)) {
      front.router().route(Front.presence(Presence.Type.AVAILABLE, to, from, null));
    } else if (!front.decided().requests().containsKey(from.bare())) {
      // A request that waits must not look denied to a contact that asks too early.
      front
          .router()
          .route(
              Front.presence(Presence.Type.UNSUBSCRIBED, front.bareJid(), from.bare(), probe.id()));
    }
  }

  private boolean knowsDirectly(Jid from, Jid to) {
    var session = front.sessions().get(to);
    if (session == null) {
      return false;
    }
    var directed = session.memory().directedPresences();
    return directed.contains(from) || directed.contains(from.bare());
  }

  private void answer(Presence probe, Jid from, Jid to) {
    var asked =
        front
            .sessions()
            .where(
                session -> session.isAvailable() && (to.isBare() || session.fullJid().equals(to)));
    if (asked.isEmpty()) {
      nobodyThere(probe, from);
    } else if (to.isFull()) {
      front.router().route(Front.presence(Presence.Type.AVAILABLE, to, from, null));
    } else {
      for (var session : asked) {
        var presence = session.presence();
        if (presence != null) {
          front.router().route(presence.withTo(from));
        }
      }
    }
  }

  /** Section 4.3.2 number 3: unavailable, and since when. */
  private void nobodyThere(Presence probe, Jid from) {
    var unavailable = Front.presence(Presence.Type.UNAVAILABLE, front.bareJid(), from, probe.id());
    var since = front.decided().lastSeen().at();
    front
        .router()
        .route(
            since == null
                ? unavailable
                : unavailable.withElement(
                    unavailable
                        .element()
                        .withChild(new Delay(since, front.bareJid(), "").toElement())));
  }
}
