package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.sm.StreamManagement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The sessions of one edge, in front of Users as they are. */
final class TestEdge {
  private static final int WAIT_SECONDS = 30;

  final LocalSessions resumable = new LocalSessions(Clock.systemUTC(), 100, 60, 1L << 26, 1L << 26);
  final ActorRef<ClientSessions.Command> sessions;
  final ActorRef<SessionMove> arrivals;
  private final PeopleWorld world;
  private final SessionLimits limits;

  /**
   * @param drainMillisMax after so long a session that nobody has taken is taken back
   */
  TestEdge(PeopleWorld world, int drainMillisMax) {
    this.world = world;
    this.limits =
        new SessionLimits(
            10, 500, 1 << 22, 10_000, 1 << 22, 1000, 60_000, 50, 100, 600, 3, 500, drainMillisMax);
    this.sessions = world.kit.spawn(ClientSessions.create());
    this.arrivals =
        world.kit.spawn(
            SessionArrivals.create(new SessionArrivals.Edge(world, resumable, limits, sessions)));
  }

  /** A client binds, and enables what it needs to come back. */
  SessionId begins(Jid fullJid, MovingClient client) throws Exception {
    var id = SessionId.random();
    var enable = new StreamManagement.Enable(true, 600);
    var started = new CompletableFuture<ActorRef<SessionCommand>>();
    sessions.tell(
        new ClientSessions.Start(
            new SessionStart(
                id,
                fullJid,
                begun -> List.of(),
                new SessionWishes(SessionOrigin.PLAIN, false, enable, false),
                client.connect(),
                world,
                resumable,
                limits),
            started));
    client.isAt(started.get(WAIT_SECONDS, TimeUnit.SECONDS));
    return id;
  }

  Optional<ActorRef<SessionCommand>> fetch(SessionId id, Jid bareJid) throws Exception {
    var found = new CompletableFuture<Optional<ActorRef<SessionCommand>>>();
    arrivals.tell(new SessionMove.Fetch(id, bareJid, found));
    return found.get(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The client comes here with its session; false when that cannot go on. */
  boolean resumes(SessionId id, MovingClient client) throws Exception {
    var session = fetch(id, client.jid().bare());
    return session.isPresent() && client.resumes(session.get());
  }

  /** As an edge does when the User of an account asks for its sessions. */
  void registerAgain(Jid fullJid) {
    resumable.of(fullJid.bare()).forEach(each -> each.tell(new SessionCommand.RegisterAgain()));
  }

  CompletableFuture<Void> letAllGo(TestEdge... others) {
    var gone = new CompletableFuture<Void>();
    var letGo =
        List.of(others).stream()
            .map(edge -> new LocalCommand.LetGo(edge.arrivals, null, ClientSessions.shutdown()))
            .toList();
    sessions.tell(new ClientSessions.LetAllGo(letGo, Duration.ofMillis(100), gone));
    return gone;
  }
}
