package im.balcony.edge.keys;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import im.balcony.actors.WireMessage;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeyRotation;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rotates the master key when it is asked to, one rotation at a time. One in a cluster. */
final class KeyRotationDesk extends AbstractBehavior<KeyRotationDesk.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotationDesk.class);

  /** What the desk is asked, and what it tells itself. */
  sealed interface Command {}

  /** Begin a rotation unless one is running. */
  record Begin(ActorRef<RotationState> replyTo) implements Command, WireMessage {}

  record Look(ActorRef<RotationState> replyTo) implements Command, WireMessage {}

  private record Ended(int wrapped, @Nullable Throwable failure) implements Command {}

  private final DataKeys keys;
  private final KeyHolders holders;
  private RotationState last = RotationState.NONE;
  private @Nullable IntSupplier running;

  private KeyRotationDesk(ActorContext<Command> context, DataKeys keys, KeyHolders holders) {
    super(context);
    this.keys = keys;
    this.holders = holders;
  }

  /**
   * @param holders made when this desk begins, closed when this desk stops: a rotation does not
   *     outlive its desk, for there may be another one then
   */
  static Behavior<Command> create(DataKeys keys, Supplier<KeyHolders> holders) {
    return Behaviors.setup(context -> new KeyRotationDesk(context, keys, holders.get()));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::onBegin)
        .onMessage(Look.class, this::onLook)
        .onMessage(Ended.class, this::onEnded)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onBegin(Begin begin) {
    if (running == null) {
      LOG.info("a rotation of the master key begins");
      var rotation = new MasterKeyRotation(keys, holders);
      running = rotation::wrapped;
      getContext()
          .pipeToSelf(
              rotation.run(), (done, failure) -> new Ended(rotation.wrapped(), causeOf(failure)));
    }
    begin.replyTo().tell(state());
    return this;
  }

  private Behavior<Command> onLook(Look look) {
    look.replyTo().tell(state());
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    running = null;
    var failure = ended.failure();
    if (failure == null) {
      LOG.info("the master key is rotated, {} data keys were wrapped anew", ended.wrapped());
      last = RotationState.done(ended.wrapped());
    } else {
      LOG.warn("the rotation of the master key did not end", failure);
      last = RotationState.failed(ended.wrapped(), String.valueOf(failure.getMessage()));
    }
    return this;
  }

  private Behavior<Command> onPostStop(PostStop stopped) {
    holders.close();
    return this;
  }

  private RotationState state() {
    return running == null ? last : RotationState.running(running.getAsInt());
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
