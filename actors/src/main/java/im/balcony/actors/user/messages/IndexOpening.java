package im.balcony.actors.user.messages;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.persistence.event.index.IndexEvent;

/** Opens the index of an account: first its keys, then its log. */
final class IndexOpening {

  /** Its turn to try (again). */
  record Open() implements UserCommand.Local {}

  record Opened(LogStore log) implements UserCommand.Local {}

  record Failed(Throwable cause) implements UserCommand.Local {}

  /** The log has stopped: its journal failed, and what is durable must be read again. */
  record Ended() implements UserCommand.Local {}

  static final Open OPEN = new Open();

  private IndexOpening() {}

  static void begin(ActorContext<UserCommand> context, String incarnation, MessagePathPorts ports) {
    var opened =
        ports
            .keys()
            .open(IndexLog.persistenceIdOf(incarnation))
            .thenCompose(ring -> ring.ensure(incarnation).thenApply(done -> ring))
            .thenApply(ring -> new LogStore(ports.plugins(), ports.codec(), ring, incarnation));
    context.pipeToSelf(
        opened,
        (log, failure) -> {
          if (failure != null || log == null) {
            return new Failed(failure == null ? new IllegalStateException("no answer") : failure);
          }
          return new Opened(log);
        });
  }

  static ActorRef<BatchLog.Batch<IndexEvent>> spawn(
      ActorContext<UserCommand> context, String incarnation, LogStore store) {
    var id = IndexLog.persistenceIdOf(incarnation);
    var log = context.spawnAnonymous(IndexLog.create(id, store, context.getSelf()));
    context.watchWith(log, new Ended());
    return log;
  }
}
