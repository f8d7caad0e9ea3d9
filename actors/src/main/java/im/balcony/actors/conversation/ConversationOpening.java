package im.balcony.actors.conversation;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogStore;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.protocol.jid.Jid;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What a conversation must know before its log can be opened: who takes part, and the keys. */
final class ConversationOpening {

  /**
   * Both accounts exist and the keys are here.
   *
   * @param outbox what an earlier incarnation has noted of a participant of another server
   */
  record Opened(Membership membership, LogStore store, List<Note> outbox)
      implements ConversationCommand.Local {}

  /** At least one of the accounts does not exist. */
  record Absent() implements ConversationCommand.Local {}

  /** A table or the key store did not answer; whoever still wants something asks again. */
  record Failed(Throwable cause) implements ConversationCommand.Local {}

  /**
   * @param firstIncarnation of the account that comes first in the conversation's id
   * @param log the persistence id: opaque, and another one for another life of either account
   */
  record Membership(String firstIncarnation, String secondIncarnation, String log) {}

  private ConversationOpening() {}

  static void begin(
      ActorContext<ConversationCommand> context,
      ConversationId id,
      ConversationPorts ports,
      ConversationSettings settings) {
    var members =
        ports
            .incarnations()
            .find(id.first())
            .thenCombine(ports.incarnations().find(id.second()), (a, b) -> member(a, b));
    context.pipeToSelf(
        members.thenCompose(found -> open(found, id, ports, settings.noteShardOf(id))),
        (opened, failure) -> {
          if (opened != null) {
            return opened;
          }
          return new Failed(failure == null ? new IllegalStateException("no answer") : failure);
        });
  }

  private static Optional<Membership> member(Optional<String> first, Optional<String> second) {
    return first.flatMap(
        one -> second.map(other -> new Membership(one, other, ConversationId.logOf(one, other))));
  }

  private static CompletionStage<ConversationCommand> open(
      Optional<Membership> found, ConversationId id, ConversationPorts ports, int noteShard) {
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(new Absent());
    }
    var membership = found.get();
    var log = membership.log();
    return ports
        .keys()
        .open(log)
        .thenCompose(ring -> ensure(ring, id.first(), id.second(), log))
        .thenCombine(
            outbox(membership, id, ports, noteShard),
            (ring, outbox) ->
                new Opened(
                    membership, new LogStore(ports.plugins(), ports.codec(), ring, log), outbox));
  }

  /** Few hours have any: they go with their last note. */
  private static CompletionStage<List<Note>> outbox(
      Membership membership, ConversationId id, ConversationPorts ports, int noteShard) {
    var elsewhere = new HashSet<String>();
    if (Elsewhere.hasOutbox(membership.firstIncarnation())) {
      elsewhere.add(id.first().toString());
    }
    if (Elsewhere.hasOutbox(membership.secondIncarnation())) {
      elsewhere.add(id.second().toString());
    }
    CompletionStage<List<Note>> found = CompletableFuture.completedFuture(List.of());
    if (elsewhere.isEmpty()) {
      return found;
    }
    return ports
        .notes()
        .hours(noteShard)
        .thenCompose(
            hours -> {
              var all = found;
              for (var hour : hours) {
                all =
                    all.thenCombine(
                        ports.notes().read(noteShard, hour), ConversationOpening::joined);
              }
              return all;
            })
        .thenApply(
            notes ->
                notes.stream()
                    .filter(note -> note.entityId().equals(id.entityId()))
                    .filter(note -> elsewhere.contains(note.subject()))
                    .toList());
  }

  private static List<Note> joined(List<Note> some, List<Note> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Each author's key, so that one can be erased without the other, and one for snapshots. */
  private static CompletionStage<KeyRing> ensure(KeyRing ring, Jid first, Jid second, String log) {
    return ring.ensure(first.toString())
        .thenCompose(done -> ring.ensure(second.toString()))
        .thenCompose(done -> ring.ensure(log))
        .thenApply(done -> ring);
  }

  static Behavior<BatchLog.Batch<ConversationEvent>> log(
      Opened opened, ActorContext<ConversationCommand> context) {
    return ConversationLog.create(opened.membership().log(), opened.store(), context.getSelf());
  }
}
