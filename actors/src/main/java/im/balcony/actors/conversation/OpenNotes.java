package im.balcony.actors.conversation;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.archive.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The durable notes of one conversation: each says that a participant's index lacks entries, so
 * that the sender may be answered all the same and the sweeper wakes the conversation later.
 */
final class OpenNotes {
  /** A note is durable, or could not be written (version 0). */
  record Written(Participant participant, long version) implements ConversationCommand.Local {}

  /** An outbox has its note, or the note could not be written. */
  record OutboxOpened(Participant participant, boolean isOpen)
      implements ConversationCommand.Local {}

  /** The note of an outbox is gone, or stays and wakes the conversation once more. */
  record OutboxClosed(Participant participant) implements ConversationCommand.Local {}

  private final ActorContext<ConversationCommand> context;
  private final ConversationId id;
  private final ConversationPorts ports;
  private final ConversationSettings settings;
  private final List<Note> open = new ArrayList<>();

  OpenNotes(
      ActorContext<ConversationCommand> context,
      ConversationId id,
      ConversationPorts ports,
      ConversationSettings settings) {
    this.context = context;
    this.id = id;
    this.ports = ports;
    this.settings = settings;
  }

  void write(Participant participant, long version) {
    var note = note(participant, version);
    participant.noting = true;
    open.add(note);
    context.pipeToSelf(
        ports.notes().write(note),
        (done, failure) -> new Written(participant, failure == null ? version : 0));
  }

  private Note note(Participant participant, long version) {
    return new Note(
        settings.noteShardOf(id),
        Note.hourOf(ports.clock().instant()),
        id.entityId(),
        participant.account.toString(),
        version);
  }

  /**
   * Notes that a participant of another server may lack entries, before there are any.
   *
   * @param fromVersion the first of them
   */
  void openOutbox(Participant participant, long fromVersion) {
    if (participant.noting) {
      return;
    }
    var note = note(participant, fromVersion);
    participant.noting = true;
    open.add(note);
    context.pipeToSelf(
        ports.notes().write(note),
        (done, failure) -> new OutboxOpened(participant, failure == null));
  }

  /**
   * Everything is with the other server up to here: the note says so. It stays, so that the next
   * message need not wait for one.
   *
   * @param fromVersion the next version
   */
  void advanceOutbox(Participant participant, long fromVersion) {
    var account = participant.account.toString();
    var later = note(participant, fromVersion);
    var before =
        open.stream()
            .filter(note -> note.subject().equals(account) && note.version() < fromVersion)
            .toList();
    if (before.isEmpty()) {
      return;
    }
    open.removeAll(before);
    open.add(later);
    var written = ports.notes().write(later);
    for (var note : before) {
      if (note.epochHour() != later.epochHour()) {
        written = written.thenCompose(done -> ports.notes().remove(note));
      }
    }
  }

  /** Everything is with the other server, and nothing is said for a while. */
  void closeOutbox(Participant participant) {
    var account = participant.account.toString();
    var removals = new ArrayList<CompletableFuture<Void>>();
    for (var note : List.copyOf(open)) {
      if (note.subject().equals(account)) {
        open.remove(note);
        removals.add(ports.notes().remove(note).toCompletableFuture());
      }
    }
    participant.outboxOpen = false;
    participant.noting = true; // a note of the same hour written now could be removed with it
    context.pipeToSelf(
        CompletableFuture.allOf(removals.toArray(new CompletableFuture<?>[0])),
        (done, failure) -> new OutboxClosed(participant));
  }

  boolean knows(Note note) {
    return open.contains(note);
  }

  /** The sweeper found this one. */
  void found(Note note) {
    if (!open.contains(note)) {
      open.add(note);
    }
  }

  /** Removes what this participant's index holds by now. */
  void remove(Participant participant) {
    if (open.isEmpty()) {
      return;
    }
    var account = participant.account.toString();
    open.removeIf(
        note -> {
          var done = note.subject().equals(account) && note.version() <= participant.confirmed;
          if (done) {
            // a note that stays wakes the conversation once more, which removes it then
            ports.notes().remove(note);
          }
          return done;
        });
  }
}
