package im.balcony.persistence.event.index;

/**
 * Where an account's archive ends, and how far each conversation is in it.
 *
 * @param sequenceNr of the last event
 * @param lastArchiveId the highest id given; the next one is above it
 * @param shown how many entries the owner can see
 * @param inbox the account's conversations as its clients list them
 * @param calls that were made to the account lately
 */
public record IndexState(
    long sequenceNr,
    long lastArchiveId,
    long shown,
    Positions positions,
    SparseIndex sparse,
    InboxRows inbox,
    LiveCalls calls)
    implements IndexEvent.Fold<IndexState> {
  public static final IndexState EMPTY =
      new IndexState(0, 0, 0, Positions.NONE, SparseIndex.NONE, InboxRows.NONE, LiveCalls.NONE);

  /** Snapshots that were written before there were rows or calls have none. */
  @SuppressWarnings("NullAway") // null on disk only
  public IndexState {
    inbox = inbox == null ? InboxRows.NONE : inbox;
    calls = calls == null ? LiveCalls.NONE : calls;
  }

  @Override
  public IndexState on(IndexEvent.Indexed entry) {
    return new IndexState(
        sequenceNr + 1,
        entry.archiveId(),
        entry.hidden() ? shown : shown + 1,
        positions.with(entry),
        sparse.with(entry.archiveId(), sequenceNr + 1),
        RowFold.on(inbox, entry),
        calls);
  }

  @Override
  public IndexState on(IndexEvent.RowSet change) {
    return changed(change.archiveId(), positions, RowFold.on(inbox, change));
  }

  @Override
  public IndexState on(IndexEvent.MessageRemoved removed) {
    return changed(removed.archiveId(), positions, RowFold.on(inbox, removed));
  }

  @Override
  public IndexState on(IndexEvent.ConversationCleared cleared) {
    var now = positions.cleared(cleared.conversation(), cleared.type());
    return changed(cleared.archiveId(), now, RowFold.on(inbox, cleared));
  }

  @Override
  public IndexState on(IndexEvent.NotifyFollowed followed) {
    return changed(followed.archiveId(), positions, RowFold.on(inbox, followed));
  }

  @Override
  public IndexState on(IndexEvent.RoomHeard heard) {
    return changed(heard.archiveId(), positions, RoomFold.on(inbox, heard));
  }

  /** By something that is no entry. */
  private IndexState changed(long stamp, Positions positionsNow, InboxRows rows) {
    return new IndexState(
        sequenceNr + 1,
        stamp,
        shown,
        positionsNow,
        sparse.with(stamp, sequenceNr + 1),
        rows,
        calls);
  }

  @Override
  public IndexState on(IndexEvent.CallNoted noted) {
    return passed(calls.with(noted));
  }

  @Override
  public IndexState on(IndexEvent.Erased erased) {
    return passed(calls);
  }

  /** By something that has no place in the archive. */
  private IndexState passed(LiveCalls callsNow) {
    return new IndexState(sequenceNr + 1, lastArchiveId, shown, positions, sparse, inbox, callsNow);
  }
}
