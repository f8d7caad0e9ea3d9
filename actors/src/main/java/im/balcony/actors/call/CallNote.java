package im.balcony.actors.call;

import im.balcony.persistence.archive.Note;
import java.time.Instant;

/**
 * The durable note that a call is not over, or its record not written: the sweeper wakes the call
 * by it, whatever else has died (DESIGN section 3, write path, step 8).
 */
final class CallNote {
  private static final String SUBJECT = "call";

  private CallNote() {}

  static Note of(CallId call, int shards, Instant now) {
    return new Note(
        Math.floorMod(call.entityId().hashCode(), shards),
        Note.hourOf(now),
        call.entityId(),
        SUBJECT,
        1);
  }

  static Note found(CallId call, CallCommand.Wake wake) {
    return new Note(wake.noteShard(), wake.noteHour(), call.entityId(), SUBJECT, 1);
  }

  /** Whether whoever wrote it has had the time to write the call as well. */
  static boolean isOld(Note note, Instant now) {
    return note.epochHour() < Note.hourOf(now) - 1;
  }
}
