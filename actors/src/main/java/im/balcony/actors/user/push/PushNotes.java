package im.balcony.actors.user.push;

import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The notes of accounts that owe pushes, in the sweeper's table. One of an account is known by its
 * address alone, in which no space stands.
 *
 * @param shards over which notes are spread
 */
public record PushNotes(NotesTable table, int shards) {
  private static final String SUBJECT = "push";

  /** Whether a note is one of these, and not of a conversation or a call. */
  public static boolean isEntityId(String entityId) {
    return entityId.indexOf(' ') < 0;
  }

  /**
   * @param since what came to the archive before is not owed
   */
  public Note of(Jid account, Instant now, Instant since) {
    var entityId = account.toString();
    return new Note(
        Math.floorMod(entityId.hashCode(), shards),
        Note.hourOf(now),
        entityId,
        SUBJECT,
        ChronoUnit.MICROS.between(Instant.EPOCH, since));
  }

  public static Note found(Jid account, UserCommand.FinishPushes finish) {
    return new Note(
        finish.noteShard(), finish.noteHour(), account.toString(), SUBJECT, finish.since());
  }
}
