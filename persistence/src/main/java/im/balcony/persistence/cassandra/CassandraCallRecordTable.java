package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import im.balcony.persistence.records.CallRecordRow;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.seal.SealedEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Records of calls in Cassandra, a partition for a shard of an hour. */
public final class CassandraCallRecordTable implements CallRecordTable {
  private final CqlStatements cql;
  private final String insert;
  private final String select;
  private final String selectOffset;
  private final String insertOffset;

  public CassandraCallRecordTable(CqlStatements cql) {
    this.cql = cql;
    var records = cql.table("call_records");
    var offsets = cql.table("call_record_offsets");
    insert =
        "INSERT INTO "
            + records
            + " (shard, epoch_hour, written, log, owner, manifest, key_id, nonce, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?";
    select =
        "SELECT written, log, owner, manifest, key_id, nonce, sealed FROM "
            + records
            + " WHERE shard = ? AND epoch_hour = ? AND written >= ? AND written < ? LIMIT ?";
    selectOffset = "SELECT written FROM " + offsets + " WHERE reader = ?";
    insertOffset = "INSERT INTO " + offsets + " (reader, written) VALUES (?, ?)";
  }

  @Override
  public CompletionStage<Void> write(CallRecordRow row, Duration keep) {
    var sealed = row.sealed();
    return cql.write(
        insert,
        row.shard(),
        row.epochHour(),
        row.writtenMicros(),
        row.log(),
        row.owner(),
        sealed.manifest(),
        sealed.keyId(),
        ByteBuffer.wrap(sealed.nonce()),
        ByteBuffer.wrap(sealed.ciphertext()),
        Math.toIntExact(keep.toSeconds()));
  }

  @Override
  public CompletionStage<List<CallRecordRow>> read(
      int shard, long epochHour, long fromMicros, long toMicros, int rowsMax) {
    return cql.all(
        CassandraCallRecordTable::row, select, shard, epochHour, fromMicros, toMicros, rowsMax);
  }

  private static CallRecordRow row(Row row) {
    return new CallRecordRow(
        row.getLong("written"),
        Cells.text(row, "log"),
        Cells.text(row, "owner"),
        new SealedEvent(
            Cells.text(row, "manifest"),
            Objects.requireNonNull(row.getUuid("key_id")),
            bytes(row, "nonce"),
            bytes(row, "sealed")));
  }

  private static byte[] bytes(Row row, String column) {
    var buffer = Objects.requireNonNull(row.getByteBuffer(column));
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public CompletionStage<OptionalLong> offset(String reader) {
    return cql.all(row -> row.getLong("written"), selectOffset, reader)
        .thenApply(found -> found.stream().mapToLong(Long::longValue).findFirst());
  }

  @Override
  public CompletionStage<Void> setOffset(String reader, long micros) {
    return cql.write(insertOffset, reader, micros);
  }
}
