package im.balcony.actors.conversation;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.archive.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The durable notes of one conversation: each says that a participant's index lacks entries, so
 * that the sender may be answered all the same and the sweeper wakes the conversation later.
 */
final class OpenNotes {
  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  /** A note is durable, or could not be written (version 0). */
  record Written(Participant participant, long version) implements ConversationCommand.Local {}

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
    var note =
        new Note(
            settings.noteShardOf(id),
            ports.clock().instant().getEpochSecond() / HOUR_SECONDS,
            id.entityId(),
            participant.account.toString(),
            version);
    participant.noting = true;
    open.add(note);
    context.pipeToSelf(
        ports.notes().write(note),
        (done, failure) -> new Written(participant, failure == null ? version : 0));
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
