package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The parent of all {@link ClientSession}s of a node: starts them, and ends them when it drains.
 */
public final class ClientSessions extends AbstractBehavior<ClientSessions.Command> {

  /** What it is told, by the edge of its own node only. */
  public sealed interface Command {}

  /** A client has bound; {@code started} gets its session. */
  public record Start(SessionStart start, CompletableFuture<ActorRef<SessionCommand>> started)
      implements Command {}

  /** A session that was begun at another edge goes on here; {@code started} gets it. */
  record GoOn(
      SessionStart start, MovedSession moved, CompletableFuture<ActorRef<SessionCommand>> started)
      implements Command {}

  /**
   * The node is going to stop: no more sessions, and those that are there leave one after the
   * other, evenly over the window; {@code gone} when the last session has gone.
   *
   * @param letGo what each is told, by turns
   */
  public record LetAllGo(
      List<LocalCommand.LetGo> letGo, Duration window, CompletableFuture<Void> gone)
      implements Command {}

  /** The node stops: every client is told so; {@code ended} when the last session has gone. */
  public record EndAll(StreamError error, CompletableFuture<Void> ended) implements Command {}

  private enum SessionGone implements Command {
    INSTANCE
  }

  private enum Tick implements Command {
    INSTANCE
  }

  /** How often some are let go. */
  private static final Duration TICK = Duration.ofMillis(50);

  private final TimerScheduler<Command> timers;
  private int sessions;
  private @Nullable LeavingSessions leaving;
  private @Nullable LetAllGo lettingGo;
  private @Nullable EndAll ending;

  private ClientSessions(ActorContext<Command> context, TimerScheduler<Command> timers) {
    super(context);
    this.timers = timers;
  }

  public static Behavior<Command> create() {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ClientSessions(context, timers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Start.class, this::onStart)
        .onMessage(GoOn.class, this::onGoOn)
        .onMessage(LetAllGo.class, this::onLetAllGo)
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(EndAll.class, this::onEndAll)
        .onMessage(SessionGone.class, gone -> onSessionGone())
        .build();
  }

  private Behavior<Command> onStart(Start command) {
    if (ending != null || lettingGo != null) {
      command
          .start()
          .connection()
          .close(ending == null ? shutdown().toElement() : ending.error().toElement());
      refuse(command.started());
    } else {
      command.started().complete(begin(ClientSession.create(command.start())));
    }
    return this;
  }

  private Behavior<Command> onGoOn(GoOn command) {
    if (ending != null || lettingGo != null) {
      refuse(command.started());
    } else {
      begin(ClientSession.goOn(command.start(), command.moved(), command.started()));
    }
    return this;
  }

  private static void refuse(CompletableFuture<ActorRef<SessionCommand>> started) {
    started.completeExceptionally(new IllegalStateException(shutdown().condition().elementName()));
  }

  private ActorRef<SessionCommand> begin(Behavior<SessionCommand> behavior) {
    var session = getContext().spawnAnonymous(behavior);
    getContext().watchWith(session, SessionGone.INSTANCE);
    sessions++;
    return session;
  }

  private Behavior<Command> onLetAllGo(LetAllGo command) {
    lettingGo = command;
    leaving =
        new LeavingSessions(
            getContext().getChildren().stream()
                .<ActorRef<SessionCommand>>map(ActorRef::unsafeUpcast)
                .toList(),
            command.letGo(),
            command.window());
    timers.startTimerWithFixedDelay(Tick.INSTANCE, TICK);
    return onTick();
  }

  private Behavior<Command> onTick() {
    if (leaving != null && leaving.next()) {
      timers.cancel(Tick.INSTANCE);
    }
    return completeIfGone();
  }

  private Behavior<Command> onEndAll(EndAll command) {
    ending = command;
    getContext()
        .getChildren()
        .forEach(
            child ->
                child
                    .<SessionCommand>unsafeUpcast()
                    .tell(new SessionCommand.Terminate(command.error())));
    return completeIfGone();
  }

  private Behavior<Command> onSessionGone() {
    sessions--;
    return completeIfGone();
  }

  private Behavior<Command> completeIfGone() {
    if (ending != null && sessions == 0) {
      ending.ended().complete(null);
    }
    if (lettingGo != null && sessions == 0) {
      lettingGo.gone().complete(null);
    }
    return this;
  }

  /** What clients are told when nobody says where else to go. */
  public static StreamError shutdown() {
    return new StreamError(StreamErrorCondition.SYSTEM_SHUTDOWN);
  }
}
