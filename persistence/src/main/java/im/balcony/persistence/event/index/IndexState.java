package im.balcony.persistence.event.index;

/**
 * Where an account's archive ends, and how far each conversation is in it.
 *
 * @param sequenceNr of the last event
 * @param lastArchiveId the highest id given; the next one is above it
 * @param shown how many entries the owner can see
 * @param inbox the account's conversations as its clients list them
 */
public record IndexState(
    long sequenceNr,
    long lastArchiveId,
    long shown,
    Positions positions,
    SparseIndex sparse,
    InboxRows inbox)
    implements IndexEvent.Fold<IndexState> {
  public static final IndexState EMPTY =
      new IndexState(0, 0, 0, Positions.NONE, SparseIndex.NONE, InboxRows.NONE);

  /** Snapshots that were written before there were rows have none. */
  @SuppressWarnings("NullAway") // null on disk only
  public IndexState {
    inbox = inbox == null ? InboxRows.NONE : inbox;
  }

  @Override
  public IndexState on(IndexEvent.Indexed entry) {
    var position = new Position(entry.peer(), entry.version(), entry.archiveId());
    return new IndexState(
        sequenceNr + 1,
        entry.archiveId(),
        entry.hidden() ? shown : shown + 1,
        positions.with(entry.conversation(), position),
        sparse.with(entry.archiveId(), sequenceNr + 1),
        RowFold.on(inbox, entry));
  }

  @Override
  public IndexState on(IndexEvent.RowSet change) {
    return new IndexState(
        sequenceNr + 1,
        change.archiveId(),
        shown,
        positions,
        sparse.with(change.archiveId(), sequenceNr + 1),
        RowFold.on(inbox, change));
  }

  @Override
  public IndexState on(IndexEvent.Erased erased) {
    return new IndexState(sequenceNr + 1, lastArchiveId, shown, positions, sparse, inbox);
  }
}
