package im.balcony.actors.user.index;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import im.balcony.actors.LogStore;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import java.util.List;

/**
 * The persistent child of a User that keeps its archive index: persists one batch at a time and
 * tells the state after it. It is never read from.
 */
public final class IndexLog
    extends EventSourcedBehaviorWithEnforcedReplies<IndexLog.Store, IndexEvent, IndexState> {

  public record Store(List<IndexEvent> entries, ActorRef<UserCommand> replyTo) {}

  /** The index was read; the front may begin. */
  public record Recovered(IndexState state) implements UserCommand.Local {}

  /** The batch is durable. */
  public record Stored(IndexState state) implements UserCommand.Local {}

  private final LogStore store;
  private final ActorRef<UserCommand> front;

  private IndexLog(PersistenceId id, LogStore store, ActorRef<UserCommand> front) {
    super(id);
    this.store = store;
    this.front = front;
  }

  public static Behavior<Store> create(
      String persistenceId, LogStore store, ActorRef<UserCommand> front) {
    return new IndexLog(PersistenceId.ofUniqueId(persistenceId), store, front);
  }

  /** The persistence id of an account's index. */
  public static String persistenceIdOf(String incarnation) {
    return "index-" + incarnation;
  }

  @Override
  public IndexState emptyState() {
    return IndexState.EMPTY;
  }

  @Override
  public CommandHandlerWithReply<Store, IndexEvent, IndexState> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(Store.class, this::onStore)
        .build();
  }

  private ReplyEffect<IndexEvent, IndexState> onStore(IndexState state, Store store) {
    return Effect().persist(store.entries()).thenReply(store.replyTo(), Stored::new);
  }

  @Override
  public EventHandler<IndexState, IndexEvent> eventHandler() {
    return (state, event) -> event.fold(state);
  }

  @Override
  public SignalHandler<IndexState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> front.tell(new Recovered(state)))
        .build();
  }

  @Override
  public EventAdapter<IndexEvent, ?> eventAdapter() {
    return store.indexEvents(persistenceId().id());
  }

  @Override
  public SnapshotAdapter<IndexState> snapshotAdapter() {
    return store.snapshots(persistenceId().id(), IndexState.class);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return store.retention();
  }

  @Override
  public String journalPluginId() {
    return store.journalPluginId();
  }

  @Override
  public String snapshotPluginId() {
    return store.snapshotPluginId();
  }
}
