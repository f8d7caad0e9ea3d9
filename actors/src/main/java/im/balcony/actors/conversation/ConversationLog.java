package im.balcony.actors.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationState;

/** The log of a {@link Conversation}, and what it tells it. */
final class ConversationLog {
  private ConversationLog() {}

  /** The log was read; the front may begin. */
  record Recovered(ConversationState state) implements ConversationCommand.Local {}

  /** The batch is durable. */
  record Stored(ConversationState state) implements ConversationCommand.Local {}

  static Behavior<BatchLog.Batch<ConversationEvent>> create(
      String persistenceId, LogStore store, ActorRef<ConversationCommand> front) {
    return BatchLog.create(
        new BatchLog.Form<>(
            persistenceId,
            store.plugins(),
            ConversationState.EMPTY,
            (state, event) -> event.fold(state),
            store.conversationEvents(persistenceId),
            store.snapshots(persistenceId, ConversationState.class)),
        state -> front.tell(new Recovered(state)),
        state -> front.tell(new Stored(state)));
  }
}
