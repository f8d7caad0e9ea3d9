package im.balcony.persistence.event.index;

/**
 * How much of a row is unread. Contents of the peer are numbered by its conversation, so that the
 * count is a difference and nothing is ever looked through.
 *
 * @param counted the number of the peer's newest content
 * @param read the number up to which the owner has read
 * @param readId the archive id of the message up to which the owner has read, 0 for none
 * @param gone unread numbers that count no more: taken back, or hidden from this account
 */
public record Reading(long counted, long read, long readId, OrdinalRanges gone) {
  public static final Reading NONE = new Reading(0, 0, 0, OrdinalRanges.NONE);

  public long unread() {
    return Math.max(0, counted - read - gone.size());
  }

  /** The peer has sent so many. */
  Reading counted(long theirs) {
    return theirs <= counted ? this : new Reading(theirs, read, readId, gone);
  }

  /** Everything up to this one was read; what was read stays so. */
  Reading readUpTo(long theirs, long archiveId) {
    var now = Math.max(read, theirs);
    return new Reading(Math.max(counted, now), now, Math.max(readId, archiveId), gone.above(now));
  }

  /** The peer's content of this number counts no more. */
  Reading without(long ordinal) {
    return ordinal <= read || ordinal > counted
        ? this
        : new Reading(counted, read, readId, gone.with(ordinal));
  }
}
