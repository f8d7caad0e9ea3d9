package im.balcony.persistence.event.index;

import java.util.Arrays;

/**
 * Archive ids of every n-th index event, so that an id or a time becomes a sequence number by a few
 * point reads. When it is full every second one is forgotten and n doubles.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed after it was made, never compared
public record SparseIndex(int everyEvents, long[] archiveIds, long[] sequenceNrs) {
  private static final int EVERY_EVENTS = 64;
  private static final int SAMPLES_MAX = 1_024;
  public static final SparseIndex NONE = new SparseIndex(EVERY_EVENTS, new long[0], new long[0]);

  /**
   * The sequence number at or before which an entry with an id up to this one is to be looked for.
   */
  public long sequenceNrBefore(long archiveId) {
    var at = Arrays.binarySearch(archiveIds, archiveId);
    var before = at >= 0 ? at : -at - 2;
    return before < 0 ? 1 : sequenceNrs[before];
  }

  /** The sequence number from which on all entries have greater ids, or the maximum. */
  public long sequenceNrAfter(long archiveId) {
    var at = Arrays.binarySearch(archiveIds, archiveId);
    var after = at >= 0 ? at : -at - 1;
    return after >= sequenceNrs.length ? Long.MAX_VALUE : sequenceNrs[after];
  }

  SparseIndex with(long archiveId, long sequenceNr) {
    if (sequenceNr % everyEvents != 1) {
      return this;
    }
    var size = archiveIds.length;
    var ids = Arrays.copyOf(archiveIds, size + 1);
    var numbers = Arrays.copyOf(sequenceNrs, size + 1);
    ids[size] = archiveId;
    numbers[size] = sequenceNr;
    var grown = new SparseIndex(everyEvents, ids, numbers);
    return size + 1 < SAMPLES_MAX ? grown : grown.thinned();
  }

  private SparseIndex thinned() {
    var half = (archiveIds.length + 1) / 2;
    var ids = new long[half];
    var numbers = new long[half];
    for (var i = 0; i < half; i++) {
      ids[i] = archiveIds[2 * i];
      numbers[i] = sequenceNrs[2 * i];
    }
    return new SparseIndex(2 * everyEvents, ids, numbers);
  }
}
