package im.balcony.persistence.memory;

import im.balcony.persistence.records.CallRecordRow;
import im.balcony.persistence.records.CallRecordTable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Records of calls that live as long as this process. */
public final class InMemoryCallRecordTable implements CallRecordTable {
  private record Key(long writtenMicros, String log) {}

  private final ConcurrentMap<Key, CallRecordRow> rows = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> offsets = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> write(CallRecordRow row, Duration keep) {
    rows.put(new Key(row.writtenMicros(), row.log()), row);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<List<CallRecordRow>> read(
      int shard, long epochHour, long fromMicros, long toMicros, int rowsMax) {
    return CompletableFuture.completedFuture(
        rows.values().stream()
            .filter(row -> row.shard() == shard && row.epochHour() == epochHour)
            .filter(row -> row.writtenMicros() >= fromMicros && row.writtenMicros() < toMicros)
            .sorted(Comparator.comparingLong(CallRecordRow::writtenMicros))
            .limit(rowsMax)
            .toList());
  }

  @Override
  public CompletionStage<OptionalLong> offset(String reader) {
    var known = offsets.get(reader);
    return CompletableFuture.completedFuture(
        known == null ? OptionalLong.empty() : OptionalLong.of(known));
  }

  @Override
  public CompletionStage<Void> setOffset(String reader, long micros) {
    offsets.put(reader, micros);
    return CompletableFuture.completedFuture(null);
  }
}
