package im.balcony.actors.whisper;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.conversation.Elsewhere;
import im.balcony.actors.room.Whisper;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Outboxes;
import im.balcony.actors.user.messages.Submitter;
import im.balcony.protocol.jid.Jid;

/**
 * Stands for a room, or for one participant of a channel by its address there, where accounts have
 * their User: as the side without an archive in the conversations that hold private messages, one
 * with each account. It keeps nothing that must not be lost: the room gives a message again until
 * it is answered, and conversations take it once (invariant I3).
 */
public final class Whisperer extends AbstractBehavior<UserCommand> implements Submitter {

  /** Time to send again what has no answer. */
  private record Tick() implements UserCommand.Local {}

  /** Time to see whether anybody still needs it. */
  private record IdleTick() implements UserCommand.Local {}

  private static final Tick TICK = new Tick();
  private static final IdleTick IDLE_TICK = new IdleTick();

  private final Jid side;
  private final TimerScheduler<UserCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final WhisperPorts ports;
  private final Keeping keeping;
  private boolean touched;

  private Whisperer(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      Jid side,
      ActorRef<ClusterSharding.ShardCommand> shard,
      WhisperPorts ports) {
    super(context);
    this.side = side;
    this.timers = timers;
    this.shard = shard;
    this.ports = ports;
    keeping = new Keeping(this, ports, new Outboxes(this, ports.conversations(), ports.messages()));
    timers.startTimerWithFixedDelay(IDLE_TICK, IDLE_TICK, ports.idleAfter());
  }

  /** Behaviour of the entity with this address. */
  public static Behavior<UserCommand> create(
      Jid side, ActorRef<ClusterSharding.ShardCommand> shard, WhisperPorts ports) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Whisperer(context, timers, side, shard, ports)));
  }

  @Override
  public Receive<UserCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(UserCommand.Stop.class, stop -> Behaviors.stopped())
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(IdleTick.class, tick -> onIdleTick())
        .onAnyMessage(this::onOther)
        .build();
  }

  @Override
  public Jid bareJid() {
    return side;
  }

  @Override
  public String incarnation() {
    return Elsewhere.incarnationOfRoom(side);
  }

  private Behavior<UserCommand> onOther(UserCommand command) {
    if (command instanceof UserCommand.KeepWhisper keep) {
      touched = true;
      keep(keep.whisper());
    } else if (command instanceof UserCommand.PassEntries entries) {
      keeping.entered(entries);
    } else if (command instanceof UserCommand.SendSettled settled) {
      keeping.answered(settled.conversation(), settled.session(), settled.number(), null);
    } else if (command instanceof UserCommand.SendRefused refused) {
      keeping.answered(
          refused.conversation(), refused.session(), refused.number(), refused.error());
    }
    keeping.flush();
    return this;
  }

  private void keep(Whisper whisper) {
    keeping.begin(whisper);
    if (!timers.isTimerActive(TICK)) {
      timers.startTimerWithFixedDelay(TICK, TICK, ports.messages().repeatAfter().dividedBy(2));
    }
  }

  private Behavior<UserCommand> onTick() {
    keeping.repeat();
    if (keeping.isIdle()) {
      timers.cancel(TICK);
    }
    return this;
  }

  private Behavior<UserCommand> onIdleTick() {
    if (!touched && keeping.isIdle()) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
    touched = false;
    return this;
  }
}
