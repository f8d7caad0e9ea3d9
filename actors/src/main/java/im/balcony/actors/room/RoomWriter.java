package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The room's side of its two logs. One batch is in flight in both; what is decided meanwhile is the
 * next one. Decisions see what was decided before them, the outside hears of a decision, in their
 * order, when it and all before it are durable.
 */
final class RoomWriter {
  /** The keys of all authors of the next batch are durable. */
  record KeysReady() implements RoomCommand.Local {}

  /** A key could not be made: the room has to be read again. */
  record KeysFailed() implements RoomCommand.Local {}

  /** What was taken back is served as tombstones from now on. */
  record Buried() implements RoomCommand.Local {}

  /** The marks could not be made: they are when the room is read again. */
  record BuryingFailed() implements RoomCommand.Local {}

  /** A majority has answered since the last write: it counts (invariant I5). */
  record Counted() implements RoomCommand.Local {}

  private record Turn(List<RoomEvent> said, List<OccupancyEvent> moved, Runnable then) {
    int events() {
      return said.size() + moved.size();
    }
  }

  private final ActorContext<RoomCommand> context;
  private final RoomLogs logs;
  private final RoomPorts ports;
  private final RoomSettings settings;
  private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
  private final ArrayDeque<Turn> inFlight = new ArrayDeque<>();
  private final List<RoomEvent> said = new ArrayList<>();
  private final List<OccupancyEvent> moved = new ArrayList<>();
  private RoomState room;
  private OccupancyState occupancy;
  private long durableVersion;
  private int unanswered;
  private boolean finishing;
  private final NodeMetrics metrics;
  private int counted;

  RoomWriter(
      ActorContext<RoomCommand> context,
      RoomLogs logs,
      RoomPorts ports,
      RoomSettings settings,
      RoomState room,
      OccupancyState occupancy) {
    this.context = context;
    this.logs = logs;
    this.ports = ports;
    this.settings = settings;
    this.room = room;
    this.occupancy = occupancy;
    this.durableVersion = room.version();
    this.metrics = MetricsPlace.of(context.getSystem());
    count(occupancy.seats().size());
  }

  /** The room as it will be when all that was decided is durable. */
  RoomState room() {
    return room;
  }

  /** Who will be in by then. */
  OccupancyState occupancy() {
    return occupancy;
  }

  /** The room stops here: its occupants are no longer this node's. */
  void stopped() {
    count(0);
  }

  private void count(int occupants) {
    metrics.occupants(occupants - counted);
    counted = occupants;
  }

  boolean isFull() {
    return waiting.size() >= settings.writesWaitingMax();
  }

  boolean isIdle() {
    return waiting.isEmpty() && inFlight.isEmpty();
  }

  /** Writes, then runs this; with no events it only keeps its turn. */
  void write(List<RoomEvent> events, List<OccupancyEvent> moves, Runnable then) {
    for (var event : events) {
      room = event.fold(room);
    }
    for (var move : moves) {
      occupancy = move.fold(occupancy);
    }
    count(occupancy.seats().size());
    waiting.add(new Turn(events, moves, then));
    sendNext();
  }

  private void sendNext() {
    while (inFlight.isEmpty() && !waiting.isEmpty() && !finishing) {
      takeBatch();
      if (said.isEmpty() && moved.isEmpty()) {
        finish(); // only turns were waiting: what they waited for is durable
      } else {
        ensureKeys();
      }
    }
  }

  private void takeBatch() {
    said.clear();
    moved.clear();
    var events = 0;
    var bytes = 0;
    while (!waiting.isEmpty()) {
      var next = waiting.element();
      if (events > 0
          && (events + next.events() > settings.batchEventsMax()
              || bytes + bytesOf(next) > settings.batchBytesMax())) {
        return;
      }
      events += next.events();
      bytes += bytesOf(next);
      inFlight.add(waiting.remove());
      said.addAll(next.said());
      moved.addAll(next.moved());
    }
  }

  private static int bytesOf(Turn turn) {
    var bytes = 0;
    for (var event : turn.said()) {
      if (event instanceof RoomEvent.MessageSaid message) {
        bytes += message.stanzaXml().length;
      } else if (event instanceof RoomEvent.SubjectSet subject) {
        bytes += subject.stanzaXml().length;
      } else if (event instanceof RoomEvent.MessageRetracted retracted) {
        bytes += retracted.stanzaXml().length;
      } else if (event instanceof RoomEvent.CardSet card) {
        bytes += card.cardXml().length;
      }
    }
    for (var event : turn.moved()) {
      if (event instanceof OccupancyEvent.OccupantSet set) {
        bytes += set.presenceXml().length;
      }
    }
    return bytes;
  }

  /** Each author's key, so that one can be erased without the others. */
  private void ensureKeys() {
    var authors = new TreeSet<String>();
    said.forEach(event -> authors.add(event.author()));
    moved.forEach(event -> authors.add(event.author()));
    authors.remove("");
    authors.removeIf(logs.ring()::has);
    if (authors.isEmpty()) {
      send();
      return;
    }
    CompletionStage<Void> made = CompletableFuture.completedFuture(null);
    for (var author : authors) {
      made = made.thenCompose(done -> logs.ring().ensure(author));
    }
    context.pipeToSelf(
        made, (done, failure) -> failure == null ? new KeysReady() : new KeysFailed());
  }

  /** To be called when {@link KeysReady} comes. */
  void send() {
    unanswered = (said.isEmpty() ? 0 : 1) + (moved.isEmpty() ? 0 : 1);
    if (!said.isEmpty()) {
      logs.writeRoom(List.copyOf(said));
    }
    if (!moved.isEmpty()) {
      logs.writeOccupancy(List.copyOf(moved));
    }
  }

  /** To be called when {@link RoomLogs.Stored} comes. */
  void onStored() {
    unanswered--;
    if (unanswered > 0) {
      return;
    }
    if (ports.fence().isFresh()) {
      onCounted();
    } else {
      context.pipeToSelf(ports.fence().confirmed(), (done, failure) -> new Counted());
    }
  }

  /** To be called when {@link Counted} comes. */
  void onCounted() {
    var log = RoomLogs.logOf(logs.incarnation());
    var marks = new ArrayList<CompletionStage<Void>>();
    for (var event : said) {
      durableVersion++;
      if (event instanceof RoomEvent.MessageRetracted retracted) {
        marks.add(ports.archive().bury(log, durableVersion, retracted));
      }
    }
    if (marks.isEmpty()) {
      onBuried();
      return;
    }
    context.pipeToSelf(
        CompletableFuture.allOf(
            marks.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new)),
        (done, failure) -> failure == null ? new Buried() : new BuryingFailed());
  }

  /** To be called when {@link Buried} comes: nobody hears that something is gone before it is. */
  void onBuried() {
    finish();
    sendNext();
  }

  /** What these start in turn waits until all of them are through. */
  private void finish() {
    finishing = true;
    var done = List.copyOf(inFlight);
    inFlight.clear();
    done.forEach(turn -> turn.then().run());
    finishing = false;
  }
}
