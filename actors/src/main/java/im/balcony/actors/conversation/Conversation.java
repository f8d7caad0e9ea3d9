package im.balcony.actors.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.BatchLog;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.protocol.stanza.StanzaError;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The front of one conversation: waits until its log can be opened, then lets {@link
 * ConversationDesk} work. Whatever goes wrong with a table or the journal ends it; the senders'
 * repeats start it anew from what is durable.
 */
public final class Conversation extends AbstractBehavior<ConversationCommand> {
  public static final EntityTypeKey<ConversationCommand> TYPE_KEY =
      EntityTypeKey.create(ConversationCommand.class, "conversation");

  /** Sharding moves or passivates the entity; honoured at once. */
  public record Stop() implements ConversationCommand.Local {}

  /** The log has stopped: its journal failed. */
  private record LogEnded() implements ConversationCommand.Local {}

  /** Time to look at what is open. */
  private record Tick() implements ConversationCommand.Local {}

  private static final Tick TICK = new Tick();
  private static final int EARLY_COMMANDS_MAX = 200;

  private final ConversationId id;
  private final ConversationPorts ports;
  private final ConversationSettings settings;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<ConversationCommand> timers;
  private final ArrayDeque<ConversationCommand> early = new ArrayDeque<>();
  private ConversationOpening.@Nullable Opened opened;
  private @Nullable ActorRef<BatchLog.Batch<ConversationEvent>> log;
  private @Nullable ConversationDesk desk;
  private boolean resting;

  private Conversation(
      ActorContext<ConversationCommand> context,
      TimerScheduler<ConversationCommand> timers,
      ConversationId id,
      ConversationPorts ports,
      ConversationSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.id = id;
    this.ports = ports;
    this.settings = settings;
    this.shard = shard;
    this.timers = timers;
    ConversationOpening.begin(context, id, ports, settings);
  }

  public static Behavior<ConversationCommand> create(
      ConversationId id,
      ConversationPorts ports,
      ConversationSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Conversation(context, timers, id, ports, settings, shard)));
  }

  @Override
  public Receive<ConversationCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onMessage(LogEnded.class, ended -> Behaviors.stopped())
        .onMessage(ConversationOpening.Opened.class, this::onOpened)
        .onMessage(ConversationOpening.Absent.class, absent -> onAbsent())
        .onMessage(ConversationOpening.Failed.class, this::onFailed)
        .onMessage(ConversationLog.Recovered.class, this::onRecovered)
        .onAnyMessage(this::onOther)
        .build();
  }

  private Behavior<ConversationCommand> onOther(ConversationCommand command) {
    if (desk != null) {
      return at(desk, command);
    }
    if (early.size() < EARLY_COMMANDS_MAX) {
      early.addLast(command);
    } else if (command instanceof ConversationCommand.Send send) {
      refuse(send, StanzaError.resourceConstraint());
    }
    return this;
  }

  private Behavior<ConversationCommand> onOpened(ConversationOpening.Opened membership) {
    opened = membership;
    log = getContext().spawnAnonymous(ConversationOpening.log(membership, getContext()));
    getContext().watchWith(log, new LogEnded());
    return this;
  }

  /** RFC 6121 section 8.5.1: nobody is there; nothing is written for a name that does not exist. */
  private Behavior<ConversationCommand> onAbsent() {
    for (var command : early) {
      if (command instanceof ConversationCommand.Send send) {
        refuse(send, StanzaError.serviceUnavailable());
      } else if (command instanceof ConversationCommand.Wake wake) {
        ports.notes().remove(wake.note(id));
      }
    }
    return Behaviors.stopped();
  }

  private Behavior<ConversationCommand> onFailed(ConversationOpening.Failed failed) {
    getContext().getLog().warn("a conversation cannot be opened: {}", failed.cause().toString());
    return Behaviors.stopped();
  }

  private Behavior<ConversationCommand> onRecovered(ConversationLog.Recovered recovered) {
    if (opened == null || log == null) {
      return this;
    }
    desk = new ConversationDesk(getContext(), id, ports, settings, opened, log, recovered.state());
    for (var command = early.poll(); command != null; command = early.poll()) {
      if (!desk.on(command)) {
        return Behaviors.stopped();
      }
    }
    timers.startTimerWithFixedDelay(TICK, TICK, settings.tick());
    return this;
  }

  private Behavior<ConversationCommand> at(ConversationDesk open, ConversationCommand command) {
    if (command instanceof Tick) {
      open.tick();
      rest(open);
      return this;
    }
    if (resting) {
      resting = false;
      timers.startTimerWithFixedDelay(TICK, TICK, settings.tick());
    }
    return open.on(command) ? this : Behaviors.stopped();
  }

  /** With nothing to do the clock runs slowly, and at its second stroke the entity goes. */
  private void rest(ConversationDesk open) {
    if (open.hasWork()) {
      return;
    }
    if (resting) {
      if (open.closeOutboxes()) {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
      }
    } else {
      resting = true;
      timers.startTimerWithFixedDelay(TICK, TICK, settings.idleAfter());
    }
  }

  private void refuse(ConversationCommand.Send send, StanzaError error) {
    for (var item : send.items()) {
      ports.participants().refuse(send.sender(), id, item.session(), item.number(), error);
    }
  }
}
