package im.balcony.actors.user.front;

import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a User that starts owes the devices of the one that died before it: what is unread and so
 * young that only death can have taken its User from memory, and the calls of the moment. Nothing
 * is written for it but the note by which the sweeper starts it ({@link PushDebt}); a device may
 * hear of something twice, which its id makes one.
 */
final class PushRecovery {
  private static final long UNKNOWN = -1;

  private final Front front;
  private final Supplier<Optional<IndexState>> index;
  private final PushSender pushes;
  private final PushDebt debt;
  private long unread = UNKNOWN;

  /** Microseconds since 1970: unread rows from here on are told, or will be at the start. */
  private long since = Long.MAX_VALUE;

  /**
   * @param index the archive as it is durable; empty before it was opened
   */
  PushRecovery(
      Front front, Supplier<Optional<IndexState>> index, PushSender pushes, PushDebt debt) {
    this.front = front;
    this.index = index;
    this.pushes = pushes;
    this.debt = debt;
  }

  /**
   * Called after each command: the first time that the archive is open, and when less is unread.
   */
  void check() {
    index.get().ifPresent(this::check);
  }

  private void check(IndexState state) {
    var before = unread;
    unread = state.inbox().unread();
    if (!pushes.isPossible()) {
      return;
    }
    if (before == UNKNOWN) {
      recover(state);
    } else if (unread < before) {
      pushes.lessIsUnread();
    }
  }

  /** Who has no work leaves the memory after {@code idle} at the earliest. */
  private void recover(IndexState state) {
    var now = front.clock().instant();
    var young = ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(front.settings().idle()));
    since = Math.min(since, young);
    sayAgain(state, since, Long.MAX_VALUE);
    state.calls().asList().stream()
        .filter(call -> now.isBefore(call.until()))
        .filter(call -> !front.isBlocked(Jid.parse(call.peer())))
        .forEach(pushes::callsStill);
  }

  /**
   * An earlier User died while devices were to be told: of older things than a start tells by
   * itself, when it took long until somebody found the note.
   */
  void finish(UserCommand.FinishPushes finish) {
    if (debt.found(finish) && finish.since() < since) {
      var told = since;
      since = finish.since();
      if (unread != UNKNOWN) {
        index.get().ifPresent(state -> sayAgain(state, finish.since(), told));
      }
    }
  }

  /** Called now and then: who owes nothing, and has seen the archive, needs no note. */
  void settle() {
    if (unread != UNKNOWN && pushes.isIdle()) {
      debt.ends();
    }
  }

  private void sayAgain(IndexState state, long from, long before) {
    state
        .inbox()
        .matching(row -> row.unread() > 0 && row.updated() >= from && row.updated() < before)
        .stream()
        .filter(row -> !front.isBlocked(Jid.parse(row.peer())))
        .forEach(this::sayAgain);
  }

  private void sayAgain(InboxRow row) {
    pushes.said(row, !row.mentions().isEmpty());
  }
}
