package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One a node with clients: takes sessions over from other edges, because their client has come here
 * or because their edge is about to stop (DESIGN section 4).
 */
public final class SessionArrivals extends AbstractBehavior<SessionMove> {
  public static final ServiceKey<SessionMove> KEY =
      ServiceKey.create(SessionMove.class, "session-arrivals");

  /** How long a client waits, and how long the pieces of a session may take. */
  private static final Duration MOVE_MAX = Duration.ofSeconds(4);

  /** Sessions on their way here, and clients that wait, at the same time. */
  static final int MOVES_MAX = 10_000;

  /**
   * What all sessions of an edge share.
   *
   * @param sessions the parent of those that come
   */
  public record Edge(
      Users users,
      LocalSessions resumable,
      SessionLimits limits,
      ActorRef<ClientSessions.Command> sessions) {}

  /** A session of which not all is here. */
  private record Incoming(
      SessionState state, List<SessionMove.Open> inbound, List<Delivery> outbound) {}

  private record Waiting(
      Jid bareJid, CompletableFuture<Optional<ActorRef<SessionCommand>>> found) {}

  private final Edge edge;
  private final TimerScheduler<SessionMove> timers;
  private final Map<SessionId, Incoming> incoming = new HashMap<>();
  private final Map<SessionId, Waiting> waiting = new HashMap<>();
  // All of them is here, and they are about to be found among those of the edge.
  private final Map<SessionId, CompletableFuture<ActorRef<SessionCommand>>> beginning =
      new HashMap<>();

  private SessionArrivals(
      ActorContext<SessionMove> context, TimerScheduler<SessionMove> timers, Edge edge) {
    super(context);
    this.edge = edge;
    this.timers = timers;
  }

  public static Behavior<SessionMove> create(Edge edge) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  context
                      .getSystem()
                      .receptionist()
                      .tell(Receptionist.register(KEY, context.getSelf()));
                  return new SessionArrivals(context, timers, edge);
                }));
  }

  @Override
  public Receive<SessionMove> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionMove.Fetch.class, this::onFetch)
        .onMessage(SessionMove.Begins.class, this::onBegins)
        .onMessage(SessionMove.Inbound.class, this::onInbound)
        .onMessage(SessionMove.Outbound.class, this::onOutbound)
        .onMessage(SessionMove.Complete.class, this::onComplete)
        .onMessage(SessionMove.NotThere.class, gone -> giveUp(gone.session()))
        .onMessage(SessionMove.Overdue.class, over -> giveUp(over.session()))
        .onMessage(SessionMove.Ended.class, this::onEnded)
        .onMessage(SessionMove.Begun.class, this::onBegun)
        .build();
  }

  private Behavior<SessionMove> onFetch(SessionMove.Fetch fetch) {
    var here = edge.resumable().find(fetch.session(), fetch.bareJid());
    if (here.isPresent() || waiting.size() >= MOVES_MAX) {
      fetch.found().complete(here);
      return this;
    }
    var before = waiting.put(fetch.session(), new Waiting(fetch.bareJid(), fetch.found()));
    if (before != null) {
      before.found().complete(Optional.empty()); // its client has come once more
    }
    var begins = beginning.get(fetch.session());
    if (begins != null) {
      find(fetch.session(), begins);
      return this;
    }
    edge.users()
        .tell(
            fetch.bareJid(), new UserCommand.MoveSession(fetch.session(), getContext().getSelf()));
    expect(fetch.session());
    return this;
  }

  private void expect(SessionId session) {
    timers.startSingleTimer(session, new SessionMove.Overdue(session), MOVE_MAX);
  }

  /** Beyond the bound nothing is taken: its own edge takes it back. */
  private Behavior<SessionMove> onBegins(SessionMove.Begins begins) {
    if (incoming.size() < MOVES_MAX) {
      incoming.put(
          begins.session(), new Incoming(begins.state(), new ArrayList<>(), new ArrayList<>()));
      expect(begins.session());
    }
    return this;
  }

  private Behavior<SessionMove> onInbound(SessionMove.Inbound piece) {
    var of = incoming.get(piece.session());
    if (of != null) {
      of.inbound().addAll(piece.stanzas());
    }
    return this;
  }

  private Behavior<SessionMove> onOutbound(SessionMove.Outbound piece) {
    var of = incoming.get(piece.session());
    if (of != null) {
      of.outbound().addAll(piece.stanzas());
    }
    return this;
  }

  private Behavior<SessionMove> onComplete(SessionMove.Complete complete) {
    var id = complete.session();
    var all = incoming.get(id);
    if (all == null
        || all.inbound().size() != complete.inbound()
        || all.outbound().size() != complete.outbound()) {
      return giveUp(id);
    }
    timers.cancel(id);
    incoming.remove(id);
    var state = all.state();
    var start =
        new SessionStart(
            id,
            state.fullJid(),
            begun -> List.of(),
            new SessionWishes(state.origin(), false, null, state.inactive()),
            ClientConnection.NONE,
            edge.users(),
            edge.resumable(),
            edge.limits());
    var started = new CompletableFuture<ActorRef<SessionCommand>>();
    beginning.put(id, started);
    getContext()
        .pipeToSelf(
            started.copy().orTimeout(MOVE_MAX.toMillis(), TimeUnit.MILLISECONDS),
            (session, problem) -> new SessionMove.Begun(id));
    edge.sessions()
        .tell(
            new ClientSessions.GoOn(
                start,
                new MovedSession(state, all.inbound(), all.outbound(), waiting.containsKey(id)),
                started));
    find(id, started);
    return this;
  }

  /** Its User has found it under the account of who waits for it. */
  private void find(SessionId id, CompletableFuture<ActorRef<SessionCommand>> begins) {
    var client = waiting.remove(id);
    if (client != null) {
      var unused =
          begins.whenComplete(
              (session, problem) ->
                  client
                      .found()
                      .complete(
                          Optional.ofNullable(session)
                              .flatMap(any -> edge.resumable().find(id, client.bareJid()))));
    }
  }

  private Behavior<SessionMove> onBegun(SessionMove.Begun begun) {
    beginning.remove(begun.session());
    return this;
  }

  private Behavior<SessionMove> giveUp(SessionId id) {
    timers.cancel(id);
    incoming.remove(id);
    var client = waiting.remove(id);
    if (client != null) {
      client.found().complete(Optional.empty());
    }
    return this;
  }

  private Behavior<SessionMove> onEnded(SessionMove.Ended ended) {
    var over = new SessionCommand.Terminate(ended.error());
    var begins = beginning.get(ended.session());
    if (begins != null) {
      var unused = begins.thenAccept(session -> session.tell(over));
    } else {
      edge.resumable().find(ended.session()).ifPresent(session -> session.tell(over));
    }
    return giveUp(ended.session());
  }
}
