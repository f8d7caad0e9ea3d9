package im.balcony.persistence.archive;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ranges of an account's index by archive id: what the whole archive holds, in its order. */
final class IndexPages {
  private final SealedLogs logs;

  IndexPages(SealedLogs logs) {
    this.logs = logs;
  }

  /** At most {@code wanted} visible entries with {@code aboveId < id < belowId}. */
  CompletionStage<RangeScan.Result<Indexed>> read(
      ArchiveHead head, long aboveId, long belowId, int wanted, Direction direction) {
    var from = aboveId > 0 ? head.sequenceNrBefore(aboveId) : 1;
    var to =
        belowId < Long.MAX_VALUE
            ? Math.min(head.sequenceNrAfter(belowId), head.sequenceNr())
            : head.sequenceNr();
    return new RangeScan<IndexEvent, Indexed>(
            logs,
            IndexEvent.class,
            head.indexLog(),
            direction,
            wanted,
            rows -> CompletableFuture.completedFuture(visible(head, rows, aboveId, belowId)))
        .run(from, to);
  }

  /** The visible entry with exactly this id. */
  CompletionStage<Optional<Indexed>> find(ArchiveHead head, long archiveId) {
    return read(head, archiveId - 1, archiveId + 1, 1, Direction.OLDEST_FIRST)
        .thenApply(result -> result.found().stream().findFirst());
  }

  private static List<Indexed> visible(
      ArchiveHead head, List<Sequenced<IndexEvent>> rows, long aboveId, long belowId) {
    return rows.stream()
        .map(Sequenced::event)
        .filter(Indexed.class::isInstance)
        .map(Indexed.class::cast)
        .filter(entry -> !entry.hidden() && !Cleared.hides(head, entry))
        .filter(entry -> entry.archiveId() > aboveId && entry.archiveId() < belowId)
        .toList();
  }
}
