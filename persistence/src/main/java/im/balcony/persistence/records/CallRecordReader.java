package im.balcony.persistence.records;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.seal.DataKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads records of calls in the order in which they were written, page after page. */
public final class CallRecordReader {
  /** Hours that one page looks at, whether anything stands in them or not. */
  private static final int HOURS_MAX = 24;

  private static final Comparator<CallRecordRow> IN_ORDER =
      Comparator.comparingLong(CallRecordRow::writtenMicros).thenComparing(CallRecordRow::log);

  private final CallRecordTable table;
  private final DataKeys keys;
  private final EventCodec codec;

  /**
   * @param nextMicros everything before this time is on this page or an earlier one
   */
  public record Page(List<StoredCallRecord> records, long nextMicros) {
    public Page {
      records = List.copyOf(records);
    }
  }

  private record Slice(List<CallRecordRow> rows, long nextMicros) {}

  public CallRecordReader(CallRecordTable table, DataKeys keys, EventCodec codec) {
    this.table = table;
    this.keys = keys;
    this.codec = codec;
  }

  /**
   * Records whose keys were destroyed are left out.
   *
   * @param fromMicros inclusive, since 1970
   * @param toMicros exclusive
   * @param rowsMax of one shard
   */
  public CompletionStage<Page> page(long fromMicros, long toMicros, int rowsMax) {
    return slice(fromMicros, toMicros, rowsMax, HOURS_MAX)
        .thenCompose(
            slice ->
                opened(slice.rows(), 0, new ArrayList<>())
                    .thenApply(records -> new Page(records, slice.nextMicros())));
  }

  /** The first hour that holds some, or the end of what is looked at. */
  private CompletionStage<Slice> slice(long from, long to, int rowsMax, int hours) {
    if (from >= to || hours == 0) {
      return CompletableFuture.completedFuture(new Slice(List.of(), Math.min(from, to)));
    }
    var hour = CallRecordRow.hourOf(from);
    var end = Math.min(to, endOf(hour));
    return shards(hour, from, end, rowsMax, 0, new Slice(List.of(), end))
        .thenCompose(
            slice ->
                slice.rows().isEmpty()
                    ? slice(slice.nextMicros(), to, rowsMax, hours - 1)
                    : CompletableFuture.completedFuture(slice));
  }

  private static long endOf(long hour) {
    var micros = hour * 3_600_000_000L;
    return micros + 3_600_000_000L;
  }

  private CompletionStage<Slice> shards(
      long hour, long from, long to, int rowsMax, int shard, Slice before) {
    if (shard == CallRecordRow.SHARDS) {
      var all = new ArrayList<>(before.rows());
      all.removeIf(row -> row.writtenMicros() >= before.nextMicros());
      all.sort(IN_ORDER);
      return CompletableFuture.completedFuture(new Slice(all, before.nextMicros()));
    }
    return table
        .read(shard, hour, from, to, rowsMax)
        .thenCompose(
            rows -> shards(hour, from, to, rowsMax, shard + 1, with(before, rows, rowsMax)));
  }

  /** A shard that has more ends the page before its last row, unless there is no other. */
  private static Slice with(Slice before, List<CallRecordRow> rows, int rowsMax) {
    var all = new ArrayList<>(before.rows());
    all.addAll(rows);
    if (rows.size() < rowsMax) {
      return new Slice(all, before.nextMicros());
    }
    var last = rows.get(rows.size() - 1).writtenMicros();
    var end = last > rows.get(0).writtenMicros() ? last : last + 1;
    return new Slice(all, Math.min(before.nextMicros(), end));
  }

  private CompletionStage<List<StoredCallRecord>> opened(
      List<CallRecordRow> rows, int at, List<StoredCallRecord> into) {
    if (at == rows.size()) {
      return CompletableFuture.completedFuture(into);
    }
    var row = rows.get(at);
    return keys.openFor(row.owner(), List.of(row.sealed()))
        .thenCompose(
            ring -> {
              ring.open(row.log(), row.sealed())
                  .map(plain -> (StoredCallRecord) codec.read(row.sealed().manifest(), plain))
                  .ifPresent(into::add);
              return opened(rows, at + 1, into);
            });
  }
}
