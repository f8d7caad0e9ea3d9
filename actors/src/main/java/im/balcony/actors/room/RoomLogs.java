package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;
import java.util.List;

/**
 * The two logs of one life of a room: what happened in it, which is its archive, and who is in it.
 * One key ring seals both.
 */
final class RoomLogs {
  /** The room's own log was read. */
  record RoomRead(RoomState state) implements RoomCommand.Local {}

  /** The log of occupants was read. */
  record OccupancyRead(OccupancyState state) implements RoomCommand.Local {}

  /** What one of the two was given is durable. */
  record Stored() implements RoomCommand.Local {}

  /** One of them stopped: its journal failed. */
  record Ended() implements RoomCommand.Local {}

  private final String incarnation;
  private final KeyRing ring;
  private final RoomPorts ports;
  private final ActorRef<BatchLog.Batch<RoomEvent>> room;
  private final ActorRef<BatchLog.Batch<OccupancyEvent>> occupancy;

  RoomLogs(ActorContext<RoomCommand> context, RoomPorts ports, String incarnation, KeyRing ring) {
    this.incarnation = incarnation;
    this.ring = ring;
    this.ports = ports;
    var front = context.getSelf();
    room =
        context.spawnAnonymous(
            BatchLog.create(
                roomForm(),
                state -> front.tell(new RoomRead(state)),
                state -> front.tell(new Stored())));
    occupancy =
        context.spawnAnonymous(
            BatchLog.create(
                occupancyForm(),
                state -> front.tell(new OccupancyRead(state)),
                state -> front.tell(new Stored())));
    context.watchWith(room, new Ended());
    context.watchWith(occupancy, new Ended());
  }

  /** Opaque, and another one for another life of the room's address. */
  static String logOf(String incarnation) {
    return "room-" + incarnation;
  }

  private static String occupancyLogOf(String incarnation) {
    return "occupancy-" + incarnation;
  }

  private BatchLog.Form<RoomEvent, RoomState> roomForm() {
    var log = logOf(incarnation);
    return new BatchLog.Form<>(
        log,
        ports.plugins(),
        RoomState.EMPTY,
        (state, event) -> event.fold(state),
        new SealingEventAdapter<>(
            ring,
            log,
            ports.codec(),
            RoomEvent.class,
            event -> authorOr(event.author()),
            new RoomEvent.Erased()),
        new SealingSnapshotAdapter<>(ring, log, ports.codec(), RoomState.class, incarnation));
  }

  private BatchLog.Form<OccupancyEvent, OccupancyState> occupancyForm() {
    var log = occupancyLogOf(incarnation);
    return new BatchLog.Form<>(
        log,
        ports.plugins(),
        OccupancyState.EMPTY,
        (state, event) -> event.fold(state),
        new SealingEventAdapter<>(
            ring,
            log,
            ports.codec(),
            OccupancyEvent.class,
            event -> authorOr(event.author()),
            new OccupancyEvent.Erased()),
        new SealingSnapshotAdapter<>(ring, log, ports.codec(), OccupancyState.class, incarnation));
  }

  private String authorOr(String author) {
    return author.isEmpty() ? incarnation : author;
  }

  String incarnation() {
    return incarnation;
  }

  KeyRing ring() {
    return ring;
  }

  /** What was read beside the log's own actor. */
  RoomEvent opened(SealedEvent sealed) {
    return ring.open(logOf(incarnation), sealed)
        .map(plain -> (RoomEvent) ports.codec().read(sealed.manifest(), plain))
        .orElseGet(RoomEvent.Erased::new);
  }

  void writeRoom(List<RoomEvent> events) {
    room.tell(new BatchLog.Batch<>(events));
  }

  void writeOccupancy(List<OccupancyEvent> events) {
    occupancy.tell(new BatchLog.Batch<>(events));
  }
}
