package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucReader;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front of one room: waits until its logs are read, then lets {@link RoomDesk} work. Whatever
 * goes wrong with a table or a journal ends it; its occupants' Users send again and so start it
 * anew from what is durable. The entity id is the room's bare JID.
 */
public final class Room extends AbstractBehavior<RoomCommand> {
  public static final EntityTypeKey<RoomCommand> TYPE_KEY =
      EntityTypeKey.create(RoomCommand.class, "room");

  /** Sharding moves or passivates the entity; honoured at once. */
  public record Stop() implements RoomCommand.Local {}

  /** Time to look at what is open. */
  private record Tick() implements RoomCommand.Local {}

  private static final Tick TICK = new Tick();
  private static final StanzaError NO_ROOM = StanzaError.itemNotFound();

  private final Jid address;
  private final RoomPorts ports;
  private final RoomSettings settings;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<RoomCommand> timers;
  private final RoomOpening opening;
  private final ArrayDeque<RoomCommand> early = new ArrayDeque<>();
  private @Nullable RoomLogs logs;
  private @Nullable RoomState room;
  private @Nullable OccupancyState occupancy;
  private @Nullable RoomDesk desk;
  private boolean freeing;
  private boolean leaving;
  private long idleSinceNanos;

  private Room(
      ActorContext<RoomCommand> context,
      TimerScheduler<RoomCommand> timers,
      Jid address,
      RoomPorts ports,
      RoomSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.address = address;
    this.ports = ports;
    this.settings = settings;
    this.shard = shard;
    this.timers = timers;
    this.opening = new RoomOpening(context, address, ports);
    this.idleSinceNanos = System.nanoTime();
    opening.find();
  }

  public static Behavior<RoomCommand> create(
      Jid address,
      RoomPorts ports,
      RoomSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Room(context, timers, address, ports, settings, shard)));
  }

  @Override
  public Receive<RoomCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, stop -> onStop())
        .onMessage(RoomLogs.Ended.class, ended -> failed("its log has failed"))
        .onMessage(RoomWriter.KeysFailed.class, no -> failed("a key cannot be made"))
        .onMessage(RoomWriter.BuryingFailed.class, no -> failed("a tombstone cannot be made"))
        .onMessage(RoomOpening.Failed.class, no -> failed(no.cause().toString()))
        .onMessage(RoomOpening.Freed.class, freed -> leaves())
        .onMessage(RoomOpening.Opened.class, this::onOpened)
        .onMessage(RoomOpening.Absent.class, absent -> onAbsent())
        .onMessage(RoomLogs.RoomRead.class, this::onRoomRead)
        .onMessage(RoomLogs.OccupancyRead.class, this::onOccupancyRead)
        .onMessage(History.Read.class, this::onHistoryRead)
        .onAnyMessage(this::onOther)
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  private Behavior<RoomCommand> onStopped() {
    if (desk != null) {
      desk.writer().stopped();
    }
    return this;
  }

  private Behavior<RoomCommand> failed(String why) {
    getContext().getLog().warn("the room {} is to be read again: {}", address, why);
    return Behaviors.stopped();
  }

  private Behavior<RoomCommand> onOpened(RoomOpening.Opened opened) {
    logs = new RoomLogs(getContext(), ports, opened.incarnation(), opened.ring());
    return this;
  }

  /** Section 10.1.1: who would enter makes the room; to others there is none. */
  private Behavior<RoomCommand> onAbsent() {
    if (early.stream().anyMatch(Room::makesRoom)) {
      opening.claim();
      return this;
    }
    for (var command : early) {
      if (command instanceof RoomCommand.Submit submit) {
        refuse(submit);
      } else if (command instanceof RoomCommand.Follow follow) {
        ports.occupants().stands(follow.account(), address, RoomNews.none(follow.ask()));
      } else if (command instanceof RoomCommand.AskAsAccount ask) {
        ask.replyTo().tell(ChannelAnswer.refused(NO_ROOM));
      }
    }
    early.clear();
    return leaves();
  }

  /**
   * There is no room any more, or none yet: the shard holds from now on what comes, and what has
   * come goes to it again.
   */
  private Behavior<RoomCommand> leaves() {
    leaving = true;
    shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    return this;
  }

  private Behavior<RoomCommand> onStop() {
    if (leaving) {
      early.stream()
          .filter(command -> !(command instanceof RoomCommand.Local))
          .forEach(command -> ports.rooms().accept(address, command));
    }
    return Behaviors.stopped();
  }

  private static boolean makesRoom(RoomCommand command) {
    if (command instanceof RoomCommand.AskAsAccount ask) {
      return Channel.makesRoom(ask);
    }
    return command instanceof RoomCommand.Submit submit
        && submit.items().stream()
            .anyMatch(item -> MucReader.read(item.stanza()) instanceof MucAction.Enter);
  }

  private void refuse(RoomCommand.Submit submit) {
    for (var item : submit.items()) {
      var action = MucReader.read(item.stanza());
      var from = item.stanza().from();
      if (action instanceof MucAction.Update update && from != null) {
        ports.occupants().route(Exits.notIn(address, from, update.nick()));
      } else if (!(action instanceof MucAction.Nothing || action instanceof MucAction.Exit)) {
        var cannotBe =
            action instanceof MucAction.Refused refused
                ? refused.error()
                : action instanceof MucAction.Appear ? StanzaError.jidMalformed() : NO_ROOM;
        cannotBe.bounce(item.stanza()).ifPresent(ports.occupants()::route);
      }
    }
    ports.occupants().taken(submit.account(), address, submit.batch());
  }

  private Behavior<RoomCommand> onRoomRead(RoomLogs.RoomRead read) {
    room = read.state();
    return bothRead();
  }

  private Behavior<RoomCommand> onOccupancyRead(RoomLogs.OccupancyRead read) {
    occupancy = read.state();
    return bothRead();
  }

  private Behavior<RoomCommand> bothRead() {
    if (room != null && occupancy != null && logs != null) {
      History.read(getContext(), ports, logs, settings, room.version());
    }
    return this;
  }

  private void free(RoomLogs of) {
    if (!freeing) {
      freeing = true;
      opening.free(of.incarnation());
    }
  }

  private Behavior<RoomCommand> onHistoryRead(History.Read read) {
    if (room == null || occupancy == null || logs == null) {
      return this;
    }
    desk =
        new RoomDesk(getContext(), address, ports, settings, logs, room, occupancy, read.events());
    timers.startTimerWithFixedDelay(TICK, TICK, settings.tick());
    var first = List.copyOf(early);
    early.clear();
    first.forEach(this::onOther);
    return this;
  }

  private Behavior<RoomCommand> onOther(RoomCommand command) {
    if (desk != null && !freeing) {
      at(desk, command);
    } else if (early.size() < settings.earlyCommandsMax()) {
      early.addLast(command);
    }
    return this;
  }

  private void at(RoomDesk open, RoomCommand command) {
    if (command instanceof RoomCommand.Submit submit) {
      open.submit(submit);
    } else if (command instanceof RoomCommand.AskAsAccount ask) {
      open.asked(ask);
    } else if (command instanceof RoomLogs.Stored) {
      open.writer().onStored();
    } else if (command instanceof RoomWriter.KeysReady) {
      open.writer().send();
    } else if (command instanceof RoomWriter.Counted) {
      open.writer().onCounted();
    } else if (command instanceof RoomWriter.Buried) {
      open.writer().onBuried();
    } else if (command instanceof RoomCommand.Here here) {
      open.here(here);
    } else if (command instanceof Stage.Heard heard) {
      open.heard(heard);
    } else if (command instanceof RoomCommand.Follow follow) {
      open.following().asked(follow);
    } else if (command instanceof RoomCommand.HeadTaken taken) {
      open.following().taken(taken);
    } else if (command instanceof RoomCommand.FindContent question) {
      open.positions().asked(question);
    } else if (command instanceof RoomCommand.Answered answered) {
      open.answered(answered);
    } else if (command instanceof RoomCommand.WhisperKept kept) {
      open.kept(kept);
    } else if (command instanceof DirectoryCommand.Taken taken) {
      open.listed(taken);
    } else if (command instanceof ArchiveQuestions.Answered answered) {
      answered.then().run();
    } else if (command instanceof Stage.SessionEnded ended) {
      open.sessionEnded(ended);
    } else if (command instanceof Tick) {
      open.tick();
      rest(open);
    }
    open.flush();
    if (open.isOver() && logs != null) {
      early.addAll(open.forNext());
      free(logs);
    }
  }

  private void rest(RoomDesk open) {
    var now = System.nanoTime();
    if (open.isNeeded()) {
      idleSinceNanos = now;
    } else if (now - idleSinceNanos >= settings.idleAfter().toNanos()) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
  }
}
