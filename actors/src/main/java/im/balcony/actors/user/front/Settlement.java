package im.balcony.actors.user.front;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a session's numbered stanzas are taken and which are settled (DESIGN section 3: retries
 * carry {@code (session, n)}). Only a run without gaps is confirmed.
 */
final class Settlement {
  private long expected;
  private long settledUpTo;
  private long confirmed;
  private @Nullable Set<Long> early;

  /** What to do with a numbered stanza. */
  enum Turn {
    /** It is the next one. */
    TAKE,
    /** It was taken before. */
    SKIP,
    /** One before it is missing: the session sends all of them again. */
    DROP
  }

  Settlement(long nextNumber) {
    expected = nextNumber;
    settledUpTo = nextNumber - 1;
    confirmed = nextNumber - 1;
  }

  /** All before this one are settled. */
  long firstUnsettled() {
    return settledUpTo + 1;
  }

  /** Counts the stanza when it is its turn. */
  Turn turn(long number) {
    if (number == expected) {
      expected++;
      return Turn.TAKE;
    }
    return number < expected ? Turn.SKIP : Turn.DROP;
  }

  /** In any order; a number may be settled twice. */
  void settled(long number) {
    if (number <= settledUpTo || number >= expected) {
      return;
    }
    if (number > settledUpTo + 1) {
      if (early == null) {
        early = new HashSet<>();
      }
      early.add(number);
      return;
    }
    settledUpTo = number;
    while (early != null && early.remove(settledUpTo + 1)) {
      settledUpTo++;
    }
    if (early != null && early.isEmpty()) {
      early = null;
    }
  }

  boolean hasOpen() {
    return settledUpTo + 1 < expected;
  }

  /** Whether there is something new to confirm. */
  boolean isConfirmationDue() {
    return confirmed < settledUpTo;
  }

  /** The session sent again what it was told about: it is told once more. */
  void confirmAgain() {
    confirmed = -1;
  }

  /** Up to here all is settled, and counts as told. */
  long confirm() {
    confirmed = settledUpTo;
    return settledUpTo;
  }
}
