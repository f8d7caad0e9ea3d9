package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
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

  /** The node stops: every client is told so; {@code ended} when the last session has gone. */
  public record EndAll(StreamError error, CompletableFuture<Void> ended) implements Command {}

  private enum SessionGone implements Command {
    INSTANCE
  }

  private int sessions;
  private @Nullable EndAll ending;

  private ClientSessions(ActorContext<Command> context) {
    super(context);
  }

  public static Behavior<Command> create() {
    return Behaviors.setup(ClientSessions::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Start.class, this::onStart)
        .onMessage(EndAll.class, this::onEndAll)
        .onMessage(SessionGone.class, gone -> onSessionGone())
        .build();
  }

  private Behavior<Command> onStart(Start command) {
    if (ending != null) {
      command.start().connection().close(ending.error().toElement());
      command
          .started()
          .completeExceptionally(new IllegalStateException(shutdown().condition().elementName()));
      return this;
    }
    var session = getContext().spawnAnonymous(ClientSession.create(command.start()));
    getContext().watchWith(session, SessionGone.INSTANCE);
    sessions++;
    command.started().complete(session);
    return this;
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
    return this;
  }

  /** What clients are told when nobody says where else to go. */
  public static StreamError shutdown() {
    return new StreamError(StreamErrorCondition.SYSTEM_SHUTDOWN);
  }
}
