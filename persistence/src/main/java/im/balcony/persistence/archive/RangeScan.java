package im.balcony.persistence.archive;

import im.balcony.persistence.archive.SealedLogs.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Goes through a range of one log in chunks, keeping what a filter lets through, until enough is
 * found or the range ends.
 *
 * @param <E> the events of the log
 * @param <T> what is kept of them
 */
final class RangeScan<E, T> {
  private static final int CHUNK_ROWS_MIN = 16;
  static final int SCAN_ROWS_MAX = 20_000;

  private final SealedLogs logs;
  private final Class<E> type;
  private final String log;
  private final Direction direction;
  private final int wanted;
  private final Function<List<Sequenced<E>>, CompletionStage<List<T>>> filter;
  private final List<T> found = new ArrayList<>();
  private int scanned;

  /**
   * @param wanted how many are enough
   * @param filter keeps the order; called with one chunk after the other
   */
  RangeScan(
      SealedLogs logs,
      Class<E> type,
      String log,
      Direction direction,
      int wanted,
      Function<List<Sequenced<E>>, CompletionStage<List<T>>> filter) {
    this.logs = logs;
    this.type = type;
    this.log = log;
    this.direction = direction;
    this.wanted = wanted;
    this.filter = filter;
  }

  /**
   * @param tooCostly whether the scan gave up at {@link #SCAN_ROWS_MAX}
   */
  record Result<T>(List<T> found, boolean tooCostly) {}

  CompletionStage<Result<T>> run(long from, long to) {
    if (from > to || found.size() >= wanted) {
      return CompletableFuture.completedFuture(new Result<>(found, false));
    }
    if (scanned >= SCAN_ROWS_MAX) {
      return CompletableFuture.completedFuture(new Result<>(found, true));
    }
    var limit = Math.max(CHUNK_ROWS_MIN, wanted - found.size());
    return logs.read(type, log, from, to, limit, direction)
        .thenCompose(chunk -> keep(chunk, limit, from, to));
  }

  private CompletionStage<Result<T>> keep(Chunk<E> chunk, int limit, long from, long to) {
    scanned += chunk.rows();
    return filter
        .apply(chunk.events())
        .thenCompose(
            kept -> {
              found.addAll(kept);
              if (chunk.rows() < limit) {
                return CompletableFuture.completedFuture(new Result<>(found, false));
              }
              return direction == Direction.OLDEST_FIRST
                  ? run(chunk.lastSequenceNr() + 1, to)
                  : run(from, chunk.lastSequenceNr() - 1);
            });
  }
}
