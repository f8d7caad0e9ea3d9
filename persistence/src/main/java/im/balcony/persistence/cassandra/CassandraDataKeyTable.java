package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import im.balcony.persistence.seal.DataKeyTable;
import im.balcony.persistence.seal.WrappedKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Wrapped data keys in Cassandra, one partition per owner. */
public final class CassandraDataKeyTable implements DataKeyTable {
  /** A rewrap is a round of Paxos: several at once, and room left for those who write messages. */
  private static final int VISITS_AT_ONCE_MAX = 16;

  private final CqlStatements cql;
  private final String select;
  private final String selectAll;
  private final String insert;
  private final String rewrap;
  private final String remove;

  public CassandraDataKeyTable(CqlStatements cql) {
    this.cql = cql;
    var table = cql.table("data_keys");
    var columns = "owner, key_id, author, epoch, master_id, wrapped";
    selectAll = "SELECT " + columns + " FROM " + table;
    select = selectAll + " WHERE owner = ?";
    insert = "INSERT INTO " + table + " (" + columns + ") VALUES (?, ?, ?, ?, ?, ?)";
    // conditional, both: a key that is removed must not come back by being wrapped again
    rewrap =
        "UPDATE "
            + table
            + " SET wrapped = ?, master_id = ? WHERE owner = ? AND key_id = ? IF master_id = ?";
    remove = "DELETE FROM " + table + " WHERE owner = ? AND key_id = ? IF EXISTS";
  }

  @Override
  public CompletionStage<List<WrappedKey>> read(String owner) {
    return cql.all(CassandraDataKeyTable::key, select, owner);
  }

  @Override
  public CompletionStage<Void> insert(WrappedKey key) {
    return cql.write(
        insert,
        key.owner(),
        key.keyId(),
        key.author(),
        key.epoch(),
        key.masterId(),
        ByteBuffer.wrap(key.wrapped()));
  }

  @Override
  public CompletionStage<Boolean> rewrap(WrappedKey key, String masterIdBefore) {
    return cql.execute(
            rewrap,
            ByteBuffer.wrap(key.wrapped()),
            key.masterId(),
            key.owner(),
            key.keyId(),
            masterIdBefore)
        .thenApply(AsyncResultSet::wasApplied);
  }

  @Override
  public CompletionStage<Void> remove(String owner, UUID keyId) {
    return cql.write(remove, owner, keyId);
  }

  @Override
  public CompletionStage<List<WrappedKey>> sample(int limit) {
    return cql.all(CassandraDataKeyTable::key, selectAll + " LIMIT ?", limit);
  }

  @Override
  public CompletionStage<Void> forEach(Function<WrappedKey, CompletionStage<Void>> visit) {
    return cql.execute(selectAll).thenCompose(page -> visit(page, visit));
  }

  private static CompletionStage<Void> visit(
      AsyncResultSet page, Function<WrappedKey, CompletionStage<Void>> visit) {
    CompletionStage<Void> visited = CompletableFuture.completedFuture(null);
    var few = new ArrayList<WrappedKey>(VISITS_AT_ONCE_MAX);
    for (var row : page.currentPage()) {
      few.add(key(row));
      if (few.size() == VISITS_AT_ONCE_MAX || page.remaining() == 0) {
        var now = List.copyOf(few);
        visited = visited.thenCompose(done -> visitAll(now, visit));
        few.clear();
      }
    }
    return page.hasMorePages()
        ? visited.thenCompose(done -> page.fetchNextPage()).thenCompose(next -> visit(next, visit))
        : visited;
  }

  private static CompletionStage<Void> visitAll(
      List<WrappedKey> keys, Function<WrappedKey, CompletionStage<Void>> visit) {
    return CompletableFuture.allOf(
        keys.stream()
            .map(key -> visit.apply(key).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private static WrappedKey key(Row row) {
    return new WrappedKey(
        Cells.text(row, "owner"),
        Objects.requireNonNull(row.getUuid("key_id")),
        Cells.text(row, "author"),
        row.getInt("epoch"),
        Cells.text(row, "master_id"),
        Bytes.getArray(Objects.requireNonNull(row.getByteBuffer("wrapped"))));
  }
}
