package im.balcony.actors.user.front;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a session's numbered stanzas are taken and which are settled (DESIGN section 3: retries
 * carry {@code (session, n)}). Only a run without gaps is confirmed; one that waits for I/O holds
 * the confirmation back, but not the turn of those behind it.
 */
final class Settlement {
  private long expected;
  private long settledUpTo;
  private long confirmed;
  private long toldToProceed;
  private @Nullable Set<Long> early;
  private @Nullable Set<Long> awaiting;

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

  /** A stanza that was taken is answered once some I/O is done. */
  void awaitAnswer(long number) {
    if (number > settledUpTo && number < expected) {
      if (awaiting == null) {
        awaiting = new HashSet<>();
      }
      awaiting.add(number);
    }
  }

  /** In any order; a number may be settled twice. */
  void settled(long number) {
    if (number <= settledUpTo || number >= expected) {
      return;
    }
    if (awaiting != null && awaiting.remove(number) && awaiting.isEmpty()) {
      awaiting = null;
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

  /** Whether there is something new to confirm. */
  boolean isConfirmationDue() {
    return confirmed < settledUpTo;
  }

  /** The session sent again what it was told about: it is told once more. */
  void confirmAgain() {
    confirmed = -1;
    toldToProceed = 0;
  }

  /** Up to here all is settled, and counts as told. */
  long confirm() {
    confirmed = settledUpTo;
    return settledUpTo;
  }

  /** Whether the session is to send more, though what it waits for is not settled. */
  boolean isProceedDue() {
    return awaiting != null && passed() > Math.max(settledUpTo, toldToProceed);
  }

  /** Up to here all is settled or waits for I/O, and the session counts as told. */
  long proceed() {
    toldToProceed = passed();
    return toldToProceed;
  }

  private long passed() {
    var number = settledUpTo;
    while (isIn(awaiting, number + 1) || isIn(early, number + 1)) {
      number++;
    }
    return number;
  }

  private static boolean isIn(@Nullable Set<Long> numbers, long number) {
    return numbers != null && numbers.contains(number);
  }
}
