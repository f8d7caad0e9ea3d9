package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The resumable sessions of this node by their XEP-0198 id, and for a while the counts of those
 * that have lapsed.
 */
public final class LocalSessions {

  private record Resumable(Jid bareJid, ActorRef<SessionCommand> session) {}

  private record Lapsed(Jid bareJid, long h, long atMillis) {}

  // Sampled ones on their way from their session to its client: 16 KiB.
  private static final int TRACED_MESSAGES_MAX = 1024;

  private final Map<SessionId, Resumable> resumable = new ConcurrentHashMap<>();
  private final Map<Jid, Set<ActorRef<SessionCommand>>> ofAccount = new ConcurrentHashMap<>();
  private final LinkedHashMap<SessionId, Lapsed> lapsed = new LinkedHashMap<>();
  private final Clock clock;
  private final int lapsedMax;
  private final int lapsedSecondsMax;
  private final SharedBytes waiting;
  private final SharedBytes held;
  private final NodeMetrics metrics;
  private final ReadTimes readTimes;
  private final StanzaTraces traces;
  private final ReadTimes arrivals;
  private final LongAdder open = new LongAdder();

  /**
   * No session yet.
   *
   * @param waitingBytesMax bytes of stanzas that all sessions together keep for their clients, with
   *     a connection or without
   * @param heldBytesMax bytes of stanzas that they hold back together (XEP-0352)
   */
  public LocalSessions(
      Clock clock, int lapsedMax, int lapsedSecondsMax, long waitingBytesMax, long heldBytesMax) {
    this(
        clock,
        lapsedMax,
        lapsedSecondsMax,
        waitingBytesMax,
        heldBytesMax,
        NodeMetrics.NONE,
        ReadTimes.NONE,
        StanzaTraces.NONE);
  }

  /** As above, and what happens to the sessions of this node is counted. */
  public LocalSessions(
      Clock clock,
      int lapsedMax,
      int lapsedSecondsMax,
      long waitingBytesMax,
      long heldBytesMax,
      NodeMetrics metrics,
      ReadTimes readTimes,
      StanzaTraces traces) {
    this.clock = clock;
    this.waiting = new SharedBytes(waitingBytesMax);
    this.held = new SharedBytes(heldBytesMax);
    this.lapsedMax = lapsedMax;
    this.lapsedSecondsMax = lapsedSecondsMax;
    this.metrics = metrics;
    this.readTimes = readTimes;
    this.traces = traces;
    this.arrivals = traces.isOn() ? new ReadTimes(TRACED_MESSAGES_MAX) : ReadTimes.NONE;
  }

  NodeMetrics metrics() {
    return metrics;
  }

  StanzaTraces traces() {
    return traces;
  }

  /** When sampled messages came to the sessions that they are delivered to. */
  ReadTimes arrivals() {
    return arrivals;
  }

  ReadTimes readTimes() {
    return readTimes;
  }

  SharedBytes waiting() {
    return waiting;
  }

  SharedBytes held() {
    return held;
  }

  /** From its start to its end each session, resumable or not, stands under its account. */
  void opened(Jid bareJid, ActorRef<SessionCommand> session) {
    open.increment();
    ofAccount.merge(bareJid, Set.of(session), LocalSessions::union);
  }

  void closed(Jid bareJid, ActorRef<SessionCommand> session) {
    open.decrement();
    ofAccount.computeIfPresent(
        bareJid,
        (account, sessions) -> {
          var fewer = new HashSet<>(sessions);
          fewer.remove(session);
          return fewer.isEmpty() ? null : Set.copyOf(fewer);
        });
  }

  private static Set<ActorRef<SessionCommand>> union(
      Set<ActorRef<SessionCommand>> some, Set<ActorRef<SessionCommand>> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  /** The sessions of an account on this node. */
  Set<ActorRef<SessionCommand>> of(Jid bareJid) {
    return ofAccount.getOrDefault(bareJid, Set.of());
  }

  void add(SessionId id, Jid bareJid, ActorRef<SessionCommand> session) {
    resumable.put(id, new Resumable(bareJid, session));
  }

  /** It cannot be resumed here any more; one of the same id that has come back can. */
  void remove(SessionId id, ActorRef<SessionCommand> session) {
    resumable.computeIfPresent(id, (same, found) -> found.session().equals(session) ? null : found);
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

  /** The session with this id, whoever's it is. */
  Optional<ActorRef<SessionCommand>> find(SessionId id) {
    return Optional.ofNullable(resumable.get(id)).map(Resumable::session);
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

  /** How many sessions this node has, with a connection or without. */
  public long openSessions() {
    return open.sum();
  }

  /** How many of them can be resumed (XEP-0198 5). */
  public int size() {
    return resumable.size();
  }
}
