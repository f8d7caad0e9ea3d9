package im.balcony.actors.conversation;

import im.balcony.actors.session.SessionId;
import java.util.ArrayList;

/**
 * Submissions of messages that are stored already (invariant I3): each is answered when the stored
 * one is confirmed, as the first was.
 */
final class Waiters {
  private static final int WAITERS_MAX = 1_000;

  private record Waiter(
      long version, Participant sender, Participant recipient, SessionId session, long number) {

    boolean isSettled() {
      return version <= sender.confirmed && version <= recipient.settledUpTo();
    }
  }

  private final ConversationId id;
  private final String log;
  private final Participants participants;
  private final ArrayList<Waiter> waiters = new ArrayList<>();

  Waiters(ConversationId id, String log, Participants participants) {
    this.id = id;
    this.log = log;
    this.participants = participants;
  }

  /** Beyond the bound nobody waits: the sender repeats what is not answered. */
  void add(
      long version, Participant sender, Participant recipient, SessionId session, long number) {
    var waiter = new Waiter(version, sender, recipient, session, number);
    if (waiter.isSettled()) {
      settle(waiter);
    } else if (waiters.size() < WAITERS_MAX && !waiters.contains(waiter)) {
      waiters.add(waiter);
    }
  }

  void answer() {
    if (!waiters.isEmpty()) {
      waiters.removeIf(
          waiter -> {
            if (waiter.isSettled()) {
              settle(waiter);
              return true;
            }
            return false;
          });
    }
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }

  private void settle(Waiter waiter) {
    participants.settle(
        waiter.sender.account,
        new Participants.Repeated(id, log, waiter.session(), waiter.number(), waiter.version()));
  }
}
