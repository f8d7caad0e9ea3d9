package im.balcony.actors.call;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallState;
import im.balcony.persistence.seal.KeyRing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a call must know before its log can be opened. It stands under the keys of the conversation
 * between both: whoever is erased there is erased here.
 */
final class CallOpening {

  /** Both accounts exist and the keys are here. */
  record Opened(String log, LogStore store) implements CallCommand.Local {}

  /** At least one of the accounts does not exist. */
  record Absent() implements CallCommand.Local {}

  /** A table or the key store did not answer; whoever tells something tells it again. */
  record Failed(Throwable cause) implements CallCommand.Local {}

  /** The log was read. */
  record Recovered(CallState state) implements CallCommand.Local {}

  /** The batch is durable. */
  record Stored(CallState state) implements CallCommand.Local {}

  private CallOpening() {}

  static void begin(ActorContext<CallCommand> context, CallId id, CallPorts ports) {
    var parties = id.parties();
    var conversation =
        ports
            .incarnations()
            .find(parties.first())
            .thenCombine(
                ports.incarnations().find(parties.second()),
                (first, second) ->
                    first.flatMap(one -> second.map(other -> ConversationId.logOf(one, other))));
    context.pipeToSelf(
        conversation.thenCompose(found -> open(found, id, ports)),
        (opened, failure) -> {
          if (opened != null) {
            return opened;
          }
          return new Failed(failure == null ? new IllegalStateException("no answer") : failure);
        });
  }

  private static CompletionStage<CallCommand> open(
      Optional<String> conversation, CallId id, CallPorts ports) {
    if (conversation.isEmpty()) {
      return CompletableFuture.completedFuture(new Absent());
    }
    var owner = conversation.get();
    return ports
        .keys()
        .open(owner)
        .thenCompose(ring -> ensure(ring, id.parties(), owner))
        .thenApply(
            ring ->
                new Opened(
                    id.logOf(owner), new LogStore(ports.plugins(), ports.codec(), ring, owner)));
  }

  private static CompletionStage<KeyRing> ensure(
      KeyRing ring, ConversationId parties, String owner) {
    return ring.ensure(parties.first().toString())
        .thenCompose(done -> ring.ensure(parties.second().toString()))
        .thenCompose(done -> ring.ensure(owner))
        .thenApply(done -> ring);
  }

  static Behavior<BatchLog.Batch<CallEvent>> log(
      String log, LogStore store, ActorRef<CallCommand> front) {
    return BatchLog.create(
        new BatchLog.Form<>(
            log,
            store.plugins(),
            CallState.NONE,
            (state, event) -> event.fold(state),
            store.callEvents(log),
            store.snapshots(log, CallState.class)),
        state -> front.tell(new Recovered(state)),
        state -> front.tell(new Stored(state)));
  }
}
