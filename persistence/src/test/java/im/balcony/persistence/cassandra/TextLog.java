package im.balcony.persistence.cassandra;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The smallest actor with a sealed log: it remembers what it was told. */
final class TextLog extends EventSourcedBehavior<TextLog.Command, TextLog.Event, TextLog.Texts> {
  static final String AUTHOR = "romeo@montague.example";
  private static final int SNAPSHOT_EVERY = 3;

  sealed interface Command {}

  record Say(String text, ActorRef<List<String>> replyTo) implements Command {}

  record Read(ActorRef<List<String>> replyTo) implements Command {}

  record Stop() implements Command {}

  sealed interface Event {}

  record Said(String text, Instant at) implements Event {}

  record Erased() implements Event {}

  record Texts(List<String> all) {
    Texts with(String text) {
      var more = new ArrayList<>(all);
      more.add(text);
      return new Texts(more);
    }
  }

  static final EventCodec CODEC =
      new EventCodec(EventManifests.all().with("said.1", Said.class).with("texts.1", Texts.class));

  private final String id;
  private final Journal journal;
  private final KeyRing ring;
  private final boolean remembering;

  private TextLog(String id, Journal journal, KeyRing ring, boolean remembering) {
    super(PersistenceId.ofUniqueId(id));
    this.id = id;
    this.journal = journal;
    this.ring = ring;
    this.remembering = remembering;
  }

  static Behavior<Command> create(String id, Journal journal, KeyRing ring) {
    return new TextLog(id, journal, ring, true);
  }

  /** One that writes events and nothing else. */
  static Behavior<Command> forgetful(String id, Journal journal, KeyRing ring) {
    return new TextLog(id, journal, ring, false);
  }

  static String text(Event event) {
    return event instanceof Said said ? said.text() : "(erased)";
  }

  @Override
  public String journalPluginId() {
    return journal.journalPluginId();
  }

  @Override
  public String snapshotPluginId() {
    return journal.snapshotPluginId();
  }

  @Override
  public EventAdapter<Event, ?> eventAdapter() {
    return new SealingEventAdapter<>(ring, id, CODEC, Event.class, event -> AUTHOR, new Erased());
  }

  @Override
  public SnapshotAdapter<Texts> snapshotAdapter() {
    return new SealingSnapshotAdapter<>(ring, id, CODEC, Texts.class, AUTHOR);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return remembering
        ? RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2)
        : RetentionCriteria.disabled();
  }

  @Override
  public Texts emptyState() {
    return new Texts(List.of());
  }

  @Override
  public CommandHandler<Command, Event, Texts> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Say.class,
            say ->
                Effect()
                    .persist(new Said(say.text(), Instant.EPOCH))
                    .thenRun(state -> say.replyTo().tell(state.all())))
        .onCommand(
            Read.class,
            (state, read) -> Effect().none().thenRun(same -> read.replyTo().tell(state.all())))
        .onCommand(Stop.class, stop -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<Texts, Event> eventHandler() {
    return (state, event) -> remembering ? state.with(text(event)) : state;
  }
}
