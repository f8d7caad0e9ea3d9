package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.session.LocalCommand.Alarm;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a session that was given to another edge: whatever still comes to it goes after
 * it, in order, until its rooms know where it is. If nobody has taken it, it is taken back.
 */
final class DepartedSession extends AbstractBehavior<SessionCommand> {
  /** How long its rooms may go on telling it things here. */
  private static final Duration ROOMS_MAX = Duration.ofSeconds(10);

  private final TimerScheduler<SessionCommand> timers;
  private final Plan plan;
  private final Set<String> openRooms;
  private final ArrayDeque<SessionCommand> waiting = new ArrayDeque<>(0);
  private long waitingBytes;
  private boolean tooMuch;
  private @Nullable ActorRef<SessionCommand> next;

  /**
   * What it leaves by.
   *
   * @param to the edge that it was given to
   * @param rooms how far it has heard them
   * @param roomsOnTheWay what they said here while an edge before this one was still told things
   * @param bytesMax that may wait until it is known where it is
   * @param back goes on here, as if it had never been given away
   */
  record Plan(
      SessionId id,
      Jid fullJid,
      ActorRef<SessionMove> to,
      HeardRooms rooms,
      RoomsOnTheWay roomsOnTheWay,
      long bytesMax,
      Supplier<Behavior<SessionCommand>> back,
      Runnable onStop) {}

  DepartedSession(
      ActorContext<SessionCommand> context, TimerScheduler<SessionCommand> timers, Plan plan) {
    super(context);
    this.timers = timers;
    this.plan = plan;
    this.openRooms = new HashSet<>(plan.rooms().lives());
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionCommand.Deliver.class, this::onDeliver)
        .onMessage(SessionCommand.DeliverFromRoom.class, this::onDeliverFromRoom)
        .onMessage(SessionCommand.RoomTold.class, this::onRoomTold)
        .onMessage(SessionCommand.MovedTo.class, this::onMovedTo)
        .onMessage(SessionCommand.Terminate.class, this::onTerminate)
        .onMessage(SessionCommand.HandOver.class, this::onHandOver)
        .onMessage(LocalCommand.Resume.class, this::onResume)
        .onMessage(Alarm.class, this::onAlarm)
        .onMessage(SessionCommand.class, other -> this)
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  private Behavior<SessionCommand> onDeliver(SessionCommand.Deliver deliver) {
    pass(deliver, bytes(deliver.deliveries()));
    return this;
  }

  private Behavior<SessionCommand> onDeliverFromRoom(SessionCommand.DeliverFromRoom told) {
    if (!plan.roomsOnTheWay().hold(told)) {
      if (plan.roomsOnTheWay().isFull()) {
        passOn(plan.roomsOnTheWay().releaseAll());
      }
      passOn(List.of(told));
    }
    return stayOrStop();
  }

  private void passOn(List<SessionCommand.DeliverFromRoom> fromRooms) {
    for (var told : fromRooms) {
      plan.rooms()
          .passedOn(told, plan.fullJid())
          .forEach(piece -> pass(piece, bytes(piece.deliveries())));
      if (told.upTo() == HeardRooms.NO_MORE) {
        openRooms.remove(told.life());
      }
    }
  }

  /** It comes from the edge before this one, and goes before what the room has said here. */
  private Behavior<SessionCommand> onRoomTold(SessionCommand.RoomTold told) {
    if (told.upTo() != HeardRooms.NO_MORE || !plan.roomsOnTheWay().isExpecting(told.life())) {
      pass(told, bytes(told.deliveries()));
      return this;
    }
    // Behind it comes what the room says here, which has an end of its own.
    pass(new SessionCommand.RoomTold(told.life(), 0, told.deliveries()), bytes(told.deliveries()));
    passOn(plan.roomsOnTheWay().release(told.life()));
    return stayOrStop();
  }

  /** Nothing is left to do when it is known where it is, and every room knows as well. */
  private Behavior<SessionCommand> stayOrStop() {
    return next != null && openRooms.isEmpty() ? Behaviors.stopped() : this;
  }

  private static long bytes(Collection<Delivery> deliveries) {
    return deliveries.stream().mapToLong(delivery -> delivery.xml().length).sum();
  }

  private void pass(SessionCommand command, long bytes) {
    var there = next;
    if (there != null) {
      there.tell(command);
    } else if (waitingBytes + bytes <= plan.bytesMax()) {
      waitingBytes += bytes;
      waiting.add(command);
    } else {
      tooMuch = true;
    }
  }

  private Behavior<SessionCommand> onMovedTo(SessionCommand.MovedTo moved) {
    next = moved.ref();
    waiting.forEach(moved.ref()::tell);
    waiting.clear();
    if (tooMuch) {
      // as of a client that is too slow: what is archived is in the archive
      moved
          .ref()
          .tell(
              new SessionCommand.Terminate(
                  new StreamError(StreamErrorCondition.RESOURCE_CONSTRAINT)));
    }
    timers.startSingleTimer(Alarm.DRAIN_OVER, ROOMS_MAX);
    return stayOrStop();
  }

  private Behavior<SessionCommand> onTerminate(SessionCommand.Terminate over) {
    if (next == null) {
      plan.to().tell(new SessionMove.Ended(plan.id(), over.error()));
    }
    return Behaviors.stopped();
  }

  private Behavior<SessionCommand> onHandOver(SessionCommand.HandOver again) {
    again.to().tell(new SessionMove.NotThere(plan.id()));
    return this;
  }

  private Behavior<SessionCommand> onResume(LocalCommand.Resume resume) {
    var unused = resume.taken().complete(false);
    return this;
  }

  private Behavior<SessionCommand> onAlarm(Alarm alarm) {
    if (alarm != Alarm.DRAIN_OVER) {
      return this;
    }
    if (next != null) {
      passOn(plan.roomsOnTheWay().releaseAll());
      return Behaviors.stopped();
    }
    waiting.forEach(getContext().getSelf()::tell);
    return plan.back().get();
  }

  private Behavior<SessionCommand> onStopped() {
    plan.onStop().run();
    return this;
  }
}
