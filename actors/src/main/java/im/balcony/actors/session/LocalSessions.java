package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resumable sessions of this node by their XEP-0198 id, and for a while the counts of those
 * that have lapsed.
 */
public final class LocalSessions {

  private record Resumable(Jid bareJid, ActorRef<SessionCommand> session) {}

  private record Lapsed(Jid bareJid, long h, long atMillis) {}

  private final Map<SessionId, Resumable> resumable = new ConcurrentHashMap<>();
  private final LinkedHashMap<SessionId, Lapsed> lapsed = new LinkedHashMap<>();
  private final Clock clock;
  private final int lapsedMax;
  private final int lapsedSecondsMax;

  public LocalSessions(Clock clock, int lapsedMax, int lapsedSecondsMax) {
    this.clock = clock;
    this.lapsedMax = lapsedMax;
    this.lapsedSecondsMax = lapsedSecondsMax;
  }

  void add(SessionId id, Jid bareJid, ActorRef<SessionCommand> session) {
    resumable.put(id, new Resumable(bareJid, session));
  }

  void remove(SessionId id) {
    resumable.remove(id);
  }

  /** The session is over; its count is still told to its account. */
  void lapse(SessionId id, Jid bareJid, long h) {
    resumable.remove(id);
    synchronized (lapsed) {
      lapsed.put(id, new Lapsed(bareJid, h, clock.millis()));
      if (lapsed.size() > lapsedMax) {
        lapsed.remove(lapsed.keySet().iterator().next());
      }
    }
  }

  /** An id of another account is as unknown as one that never was. */
  public Optional<ActorRef<SessionCommand>> find(SessionId id, Jid bareJid) {
    return Optional.ofNullable(resumable.get(id))
        .filter(found -> found.bareJid().equals(bareJid))
        .map(Resumable::session);
  }

  /** What a lapsed stream had handled (XEP-0198 5, the h of failed). */
  public Optional<Long> lapsedCount(SessionId id, Jid bareJid) {
    synchronized (lapsed) {
      long oldest = clock.millis() - lapsedSecondsMax * 1000L;
      return Optional.ofNullable(lapsed.get(id))
          .filter(found -> found.bareJid().equals(bareJid) && found.atMillis() >= oldest)
          .map(Lapsed::h);
    }
  }

  public int size() {
    return resumable.size();
  }
}
