package im.balcony.actors.conversation;

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
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationState;
import java.util.List;

/**
 * The persistent child of a {@link Conversation}: persists one batch at a time and tells the state
 * after it. It is never read from, so nothing is ever stashed behind a write.
 */
final class ConversationLog
    extends EventSourcedBehaviorWithEnforcedReplies<
        ConversationLog.Store, ConversationEvent, ConversationState> {

  record Store(List<ConversationEvent> events, ActorRef<ConversationCommand> replyTo) {}

  /** The log was read; the front may begin. */
  record Recovered(ConversationState state) implements ConversationCommand.Local {}

  /** The batch is durable. */
  record Stored(ConversationState state) implements ConversationCommand.Local {}

  private final LogStore store;
  private final ActorRef<ConversationCommand> front;

  private ConversationLog(PersistenceId id, LogStore store, ActorRef<ConversationCommand> front) {
    super(id);
    this.store = store;
    this.front = front;
  }

  static Behavior<Store> create(
      String persistenceId, LogStore store, ActorRef<ConversationCommand> front) {
    return new ConversationLog(PersistenceId.ofUniqueId(persistenceId), store, front);
  }

  @Override
  public ConversationState emptyState() {
    return ConversationState.EMPTY;
  }

  @Override
  public CommandHandlerWithReply<Store, ConversationEvent, ConversationState> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(Store.class, this::onStore)
        .build();
  }

  private ReplyEffect<ConversationEvent, ConversationState> onStore(
      ConversationState state, Store store) {
    return Effect().persist(store.events()).thenReply(store.replyTo(), Stored::new);
  }

  @Override
  public EventHandler<ConversationState, ConversationEvent> eventHandler() {
    return (state, event) -> event.fold(state);
  }

  @Override
  public SignalHandler<ConversationState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> front.tell(new Recovered(state)))
        .build();
  }

  @Override
  public EventAdapter<ConversationEvent, ?> eventAdapter() {
    return store.conversationEvents(persistenceId().id());
  }

  @Override
  public SnapshotAdapter<ConversationState> snapshotAdapter() {
    return store.snapshots(persistenceId().id(), ConversationState.class);
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
