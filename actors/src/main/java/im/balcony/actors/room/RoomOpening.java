package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.account.Incarnation;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the life behind a room's address, or begins one, and its keys; each step is a command. */
final class RoomOpening {
  /** There is a life, and its keys are here. */
  record Opened(String incarnation, KeyRing ring) implements RoomCommand.Local {}

  /** Nobody has made such a room. */
  record Absent() implements RoomCommand.Local {}

  /** A table or the key store did not answer; whoever still wants something asks again. */
  record Failed(Throwable cause) implements RoomCommand.Local {}

  /** The address is free again. */
  record Freed() implements RoomCommand.Local {}

  private final ActorContext<RoomCommand> context;
  private final Jid room;
  private final RoomPorts ports;

  RoomOpening(ActorContext<RoomCommand> context, Jid room, RoomPorts ports) {
    this.context = context;
    this.room = room;
    this.ports = ports;
  }

  void find() {
    report(ports.incarnations().find(room).thenCompose(this::keysOf));
  }

  /** Gives the address to a new life, or finds the one that was quicker. */
  void claim() {
    report(
        ports
            .incarnations()
            .create(room, UUID.randomUUID().toString())
            .thenApply(Incarnation::id)
            .thenApply(Optional::of)
            .thenCompose(this::keysOf));
  }

  void free(String incarnation) {
    context.pipeToSelf(
        ports.incarnations().remove(room, incarnation),
        (freed, failure) -> failure == null ? new Freed() : new Failed(failure));
  }

  private CompletionStage<RoomCommand> keysOf(Optional<String> found) {
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(new Absent());
    }
    var incarnation = found.get();
    return ports
        .keys()
        .open(RoomLogs.logOf(incarnation))
        .thenCompose(ring -> ring.ensure(incarnation).thenApply(done -> ring))
        .thenApply(ring -> new Opened(incarnation, ring));
  }

  private void report(CompletionStage<RoomCommand> stage) {
    context.pipeToSelf(
        stage,
        (answer, failure) -> {
          if (answer != null) {
            return answer;
          }
          return new Failed(failure == null ? new IllegalStateException("no answer") : failure);
        });
  }
}
