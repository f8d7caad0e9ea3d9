package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.persistence.archive.Note;
import org.jspecify.annotations.Nullable;

/**
 * The durable note that devices of this account are still to be told: the sweeper wakes the account
 * by it when its node dies meanwhile. Written with the first push of a while, removed by the first
 * idle tick that finds nothing under way: two writes for each {@code idle} at most.
 */
final class PushDebt {
  private final Front front;
  private final PushNotes notes;
  private @Nullable Note open;

  PushDebt(Front front, PushNotes notes) {
    this.front = front;
    this.notes = notes;
  }

  /** Something waits for its device, or for the answer of a service. */
  void begins() {
    if (open == null) {
      var now = front.clock().instant();
      open = notes.of(front.bareJid(), now, now.minus(front.settings().idle()));
      // without it the next User makes up for what is owed when somebody else asks for it
      notes.table().write(open);
    }
  }

  /**
   * The sweeper found this one.
   *
   * @return whether an earlier User has left it
   */
  boolean found(UserCommand.FinishPushes finish) {
    var note = PushNotes.found(front.bareJid(), finish);
    if (note.equals(open)) {
      return false;
    }
    if (open != null && open.epochHour() != note.epochHour()) {
      notes.table().remove(note); // another one stands for it from here on
    } else {
      open = note;
    }
    return true;
  }

  /** Nothing is owed; a removal that is lost wakes the account once more. */
  void ends() {
    if (open != null) {
      notes.table().remove(open);
      open = null;
    }
  }
}
