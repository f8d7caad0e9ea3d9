package im.balcony.actors.conversation;

import im.balcony.protocol.jid.Jid;

/** One side of a conversation: what it has confirmed, what it was told, whether it admits. */
final class Participant {
  /** The epoch of somebody who was not asked: no change of it is worth telling. */
  private static final long NOT_ASKED = Long.MAX_VALUE;

  private static final int NEVER = -1;

  final Jid account;
  final String incarnation;

  /**
   * On another server: it has no index here, its entries are in its outbox until they are there. Or
   * a room, which only hears what became of what it has sent.
   */
  final boolean elsewhere;

  /** It sends in the names of both sides (XEP-0045 section 7.5). */
  final boolean room;

  /** What it had confirmed as far as the log says; later confirmations may have been lost. */
  final long recovered;

  /** The version of the log when this incarnation of the conversation read it. */
  final long openedAt;

  /** Whether a durable note says that its outbox may hold something. */
  boolean outboxOpen;

  /** The last archive id of its account, as far as known: proposals stay above it. */
  long lastArchiveId;

  /** Its index goes up to this version. */
  long confirmed;

  /** A durable note stands for what its index lacks up to this version. */
  long noted;

  long sentUpTo;

  /** Up to here an earlier sending may have reached it. */
  long repeatedUpTo;

  /** Where it stands in the tail; before the tail's begin when it must be read from the journal. */
  long position = NEVER;

  boolean reading;
  boolean noting;
  boolean admitted;
  boolean asked;
  long askedAtNanos;
  long waitsForAdmissionSinceNanos;
  long epoch = NOT_ASKED;
  long repeatAtNanos;
  long repeatAfterNanos;
  long behindSinceNanos;

  Participant(Jid account, String incarnation, long confirmed, long version) {
    this.account = account;
    this.incarnation = incarnation;
    this.elsewhere = Elsewhere.isIncarnation(incarnation);
    this.room = Elsewhere.isRoom(incarnation);
    this.recovered = confirmed;
    this.openedAt = version;
    // What is not confirmed has a note; without one everything is there.
    this.confirmed = elsewhere ? version : confirmed;
    this.sentUpTo = this.confirmed;
    this.repeatedUpTo = version;
  }

  /** A note of an earlier incarnation was found: from there on nothing is known to be there. */
  void outboxHolds(long fromVersion) {
    confirmed = Math.min(confirmed, Math.max(recovered, fromVersion - 1));
    outboxOpen = true;
    rewindTo(confirmed + 1);
  }

  long settledUpTo() {
    if (outboxOpen) {
      return Long.MAX_VALUE; // durable in the outbox counts
    }
    return Math.max(confirmed, noted);
  }

  void sawLastArchiveId(long id) {
    lastArchiveId = Math.max(lastArchiveId, id);
  }

  /** It is told again from here on. */
  void rewindTo(long fromVersion) {
    if (fromVersion <= sentUpTo) {
      repeatedUpTo = Math.max(repeatedUpTo, sentUpTo);
      sentUpTo = fromVersion - 1;
      position = NEVER;
    }
  }
}
