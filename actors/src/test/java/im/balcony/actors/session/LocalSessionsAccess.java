package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;

/** A node's sessions, for tests of other packages. */
public final class LocalSessionsAccess {
  private LocalSessionsAccess() {}

  public static LocalSessions with(Jid bareJid, ActorRef<SessionCommand> session) {
    var sessions = new LocalSessions(Clock.systemUTC(), 10, 60, 1 << 20, 1 << 20);
    sessions.opened(bareJid, session);
    return sessions;
  }
}
