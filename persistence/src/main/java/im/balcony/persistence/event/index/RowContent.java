package im.balcony.persistence.event.index;

/**
 * One of the newest messages of a row.
 *
 * @param version of the message in the conversation's log
 * @param archiveId its id in this account's archive
 * @param theirs how many contents the peer had sent when it was written, this one included
 * @param shown the version of what is shown for it: its latest correction, else itself
 */
public record RowContent(long version, long archiveId, long theirs, long shown) {

  RowContent corrected(long by) {
    return new RowContent(version, archiveId, theirs, by);
  }
}
