package im.balcony.actors.user.index;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;

/** The log of an account's archive index, and what it tells the User. */
public final class IndexLog {
  private IndexLog() {}

  /** The index was read; the front may begin. */
  public record Recovered(IndexState state) implements UserCommand.Local {}

  /** The batch is durable. */
  public record Stored(IndexState state) implements UserCommand.Local {}

  public static Behavior<BatchLog.Batch<IndexEvent>> create(
      String persistenceId, LogStore store, ActorRef<UserCommand> front) {
    return BatchLog.create(
        new BatchLog.Form<>(
            persistenceId,
            store.plugins(),
            IndexState.EMPTY,
            (state, event) -> event.fold(state),
            store.indexEvents(persistenceId),
            store.snapshots(persistenceId, IndexState.class)),
        state -> front.tell(new Recovered(state)),
        state -> front.tell(new Stored(state)));
  }

  /** The persistence id of an account's index. */
  public static String persistenceIdOf(String incarnation) {
    return "index-" + incarnation;
  }
}
