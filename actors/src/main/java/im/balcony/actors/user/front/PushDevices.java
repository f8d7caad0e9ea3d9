package im.balcony.actors.user.front;

import im.balcony.persistence.event.account.PushEvent.PushEnabled;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushTerms;
import java.util.Set;

/** Which session is that of a device that may be woken. */
final class PushDevices {
  private static final Set<String> AWAY = Set.of("away", "xa", "dnd");

  private final Sessions sessions;

  PushDevices(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Whether it hears of everything by its session. */
  boolean isThere(PushEnabled registration, PushTerms terms) {
    return !sessions
        .where(
            session ->
                isOf(session, registration)
                    && !session.isSilent()
                    && !(terms.whileAway() && isAway(session)))
        .isEmpty();
  }

  /** By the installation of its client where that is known (XEP-0388), else by its full JID. */
  static boolean isOf(OpenSession session, PushEnabled registration) {
    var client = registration.client();
    return session.fullJid().toString().equals(registration.device())
        || (client != null && client.equals(session.origin().userAgentId()));
  }

  /** Whether this address is, or was, that of the device. */
  boolean isBy(Jid address, PushEnabled registration) {
    var session = sessions.get(address);
    return address.toString().equals(registration.device())
        || (session != null && isOf(session, registration));
  }

  private static boolean isAway(OpenSession session) {
    var presence = session.presence();
    return presence != null
        && presence
            .element()
            .child("show", Front.NAMESPACE)
            .filter(show -> AWAY.contains(show.text().strip()))
            .isPresent();
  }
}
