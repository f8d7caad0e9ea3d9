package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.BatchLog;
import im.balcony.actors.room.DirectoryCommand.DirectoryPage;
import im.balcony.actors.room.DirectoryCommand.Entry;
import im.balcony.persistence.event.directory.DirectoryEvent;
import im.balcony.persistence.event.directory.DirectoryState;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;
import im.balcony.protocol.jid.Jid;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one service that are listed for everybody (XEP-0045 section 6.3). Rooms tell it what
 * they are, and again whenever they start, so a list that has missed something is right again by
 * itself. The entity id is the service's domain; it stays in memory, for it is small.
 */
public final class RoomDirectory extends AbstractBehavior<DirectoryCommand> {
  public static final EntityTypeKey<DirectoryCommand> TYPE_KEY =
      EntityTypeKey.create(DirectoryCommand.class, "room-directory");

  /** Sharding moves the entity; honoured at once. */
  public record Stop() implements DirectoryCommand.Local {}

  private record Opened(KeyRing ring) implements DirectoryCommand.Local {}

  private record Failed(Throwable cause) implements DirectoryCommand.Local {}

  private record Recovered(DirectoryState state) implements DirectoryCommand.Local {}

  private record Stored() implements DirectoryCommand.Local {}

  private record Counted() implements DirectoryCommand.Local {}

  private record LogEnded() implements DirectoryCommand.Local {}

  /** Under whose data key the list is sealed: it is nobody's. */
  private static final String OWNER = "rooms";

  private final String log;
  private final RoomPorts ports;
  private final DirectorySettings settings;
  private final ArrayDeque<DirectoryCommand> waiting = new ArrayDeque<>();
  private final List<DirectoryCommand.Tell> inFlight = new ArrayList<>();
  private final RoomSearch search = new RoomSearch();
  private @Nullable ActorRef<BatchLog.Batch<DirectoryEvent>> writer;
  private @Nullable DirectoryState state;
  private boolean writing;

  private RoomDirectory(
      ActorContext<DirectoryCommand> context,
      String service,
      RoomPorts ports,
      DirectorySettings settings) {
    super(context);
    this.log = "directory-" + service;
    this.ports = ports;
    this.settings = settings;
    context.pipeToSelf(
        ports.keys().open(log).thenCompose(ring -> ring.ensure(OWNER).thenApply(done -> ring)),
        (ring, failure) ->
            ring != null
                ? new Opened(ring)
                : new Failed(failure == null ? new IllegalStateException("no keys") : failure));
  }

  public static Behavior<DirectoryCommand> create(
      String service, RoomPorts ports, DirectorySettings settings) {
    return Behaviors.setup(context -> new RoomDirectory(context, service, ports, settings));
  }

  @Override
  public Receive<DirectoryCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(DirectoryCommand.Tell.class, this::onCommand)
        .onMessage(DirectoryCommand.Read.class, this::onCommand)
        .onMessage(DirectoryCommand.Count.class, this::onCount)
        .onMessage(DirectoryCommand.Search.class, this::onSearch)
        .onMessage(Stored.class, stored -> onStored())
        .onMessage(Counted.class, counted -> onCounted())
        .onMessage(Opened.class, this::onOpened)
        .onMessage(Recovered.class, this::onRecovered)
        .onMessage(Failed.class, this::onFailed)
        .onMessage(LogEnded.class, ended -> Behaviors.stopped())
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .build();
  }

  private Behavior<DirectoryCommand> onOpened(Opened opened) {
    var front = getContext().getSelf();
    writer =
        getContext()
            .spawnAnonymous(
                BatchLog.create(
                    form(opened.ring()),
                    recovered -> front.tell(new Recovered(recovered)),
                    stored -> front.tell(new Stored())));
    getContext().watchWith(writer, new LogEnded());
    return this;
  }

  private BatchLog.Form<DirectoryEvent, DirectoryState> form(KeyRing ring) {
    return new BatchLog.Form<>(
        log,
        ports.plugins(),
        DirectoryState.EMPTY,
        (known, event) -> event.fold(known),
        new SealingEventAdapter<>(
            ring,
            log,
            ports.codec(),
            DirectoryEvent.class,
            event -> OWNER,
            new DirectoryEvent.Erased()),
        new SealingSnapshotAdapter<>(ring, log, ports.codec(), DirectoryState.class, OWNER));
  }

  private Behavior<DirectoryCommand> onRecovered(Recovered recovered) {
    state = recovered.state();
    advance();
    return this;
  }

  private Behavior<DirectoryCommand> onFailed(Failed failed) {
    getContext().getLog().warn("{} cannot be opened: {}", log, failed.cause().toString());
    return Behaviors.stopped();
  }

  /** What is too much is told again, or asked again. */
  private Behavior<DirectoryCommand> onCommand(DirectoryCommand command) {
    if (waiting.size() < settings.waitingMax()) {
      waiting.addLast(command);
    }
    advance();
    return this;
  }

  /** It is no event: rooms tell it again. */
  private Behavior<DirectoryCommand> onCount(DirectoryCommand.Count count) {
    search.count(count.room(), count.occupants());
    return this;
  }

  private Behavior<DirectoryCommand> onSearch(DirectoryCommand.Search asked) {
    var searches = waiting.stream().filter(DirectoryCommand.Search.class::isInstance).count();
    if (searches >= settings.searchesMax()) {
      asked.replyTo().tell(new DirectoryCommand.SearchBusy());
      return this;
    }
    return onCommand(asked);
  }

  /** Reads see what is durable; what rooms tell while something is written is the next batch. */
  private void advance() {
    var known = state;
    if (known == null || writer == null || writing) {
      return;
    }
    var events = new ArrayList<DirectoryEvent>();
    var now = known;
    while (!waiting.isEmpty() && events.size() < settings.batchMax()) {
      var command = waiting.remove();
      if (command instanceof DirectoryCommand.Read read) {
        read.replyTo().tell(page(known, read));
      } else if (command instanceof DirectoryCommand.Search asked) {
        asked.replyTo().tell(search.page(known, asked.query()));
      } else if (command instanceof DirectoryCommand.Tell tell) {
        for (var event : decided(now, tell)) {
          events.add(event);
          now = event.fold(now);
        }
        inFlight.add(tell);
      }
    }
    if (events.isEmpty()) {
      answerAll();
    } else {
      writing = true;
      state = now;
      writer.tell(new BatchLog.Batch<>(events));
    }
  }

  private List<DirectoryEvent> decided(DirectoryState now, DirectoryCommand.Tell tell) {
    var room = tell.room().toString();
    var listed = now.rooms().get(room);
    var at = ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    var card = tell.card();
    if (card == null) {
      search.forget(tell.room());
      return listed != null && listed.incarnation().equals(tell.incarnation())
          ? List.of(new DirectoryEvent.RoomUnlisted(room, at))
          : List.of();
    }
    var wanted = new DirectoryState.Listed(tell.incarnation(), card.title(), card.about());
    if (wanted.equals(listed)) {
      return List.of();
    } else if (listed == null && now.rooms().size() >= settings.roomsMax()) {
      getContext().getLog().warn("{} is full, {} is not listed", log, room);
      return List.of();
    }
    return List.of(
        new DirectoryEvent.RoomListed(room, tell.incarnation(), card.title(), card.about(), at));
  }

  private static DirectoryPage page(DirectoryState known, DirectoryCommand.Read read) {
    var all = new TreeMap<>(known.rooms());
    var before = read.before();
    var after = read.after();
    var range =
        all.subMap(
            after == null ? "" : after,
            false,
            // no address is behind this one
            before == null || before.isEmpty() ? "\uffff" : before,
            false);
    var rooms =
        (before == null ? range : range.descendingMap())
            .entrySet().stream()
                .limit(Math.max(0, read.itemsMax()))
                .map(entry -> new Entry(Jid.parse(entry.getKey()), entry.getValue().title()))
                .sorted((one, other) -> one.room().toString().compareTo(other.room().toString()))
                .toList();
    var index = rooms.isEmpty() ? 0 : all.headMap(rooms.get(0).room().toString(), false).size();
    return new DirectoryPage(rooms, index, all.size());
  }

  /** Invariant I5: a write counts only while the cluster knows this node. */
  private Behavior<DirectoryCommand> onStored() {
    if (ports.fence().isFresh()) {
      return onCounted();
    }
    getContext().pipeToSelf(ports.fence().confirmed(), (done, failure) -> new Counted());
    return this;
  }

  private Behavior<DirectoryCommand> onCounted() {
    writing = false;
    answerAll();
    advance();
    return this;
  }

  private void answerAll() {
    inFlight.forEach(tell -> tell.replyTo().tell(new DirectoryCommand.Taken(tell.card())));
    inFlight.clear();
  }
}
