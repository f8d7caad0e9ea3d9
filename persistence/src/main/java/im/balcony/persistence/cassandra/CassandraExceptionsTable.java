package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import im.balcony.persistence.archive.ArchiveException;
import im.balcony.persistence.archive.ExceptionsTable;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Exceptions in Cassandra; each mark is a column of its own, so that marks add up unread. */
public final class CassandraExceptionsTable implements ExceptionsTable {
  private final CqlStatements cql;
  private final String raise;
  private final String hide;
  private final String rewrite;
  private final String select;

  public CassandraExceptionsTable(CqlStatements cql) {
    this.cql = cql;
    var table = cql.table("archive_exceptions");
    raise = insert(table, "raised_id");
    hide = insert(table, "hidden");
    rewrite = insert(table, "rewritten_by");
    select =
        "SELECT sequence_nr, raised_id, hidden, rewritten_by FROM "
            + table
            + " WHERE account = ? AND conversation = ? AND sequence_nr >= ? AND sequence_nr <= ?";
  }

  @Override
  public CompletionStage<Void> raise(
      String account, String conversation, long sequenceNr, long raisedArchiveId) {
    return cql.write(raise, account, conversation, sequenceNr, raisedArchiveId);
  }

  @Override
  public CompletionStage<Void> hide(String account, String conversation, long sequenceNr) {
    return cql.write(hide, account, conversation, sequenceNr, true);
  }

  @Override
  public CompletionStage<Void> rewrite(
      String account, String conversation, long sequenceNr, long rewrittenBy) {
    return cql.write(rewrite, account, conversation, sequenceNr, rewrittenBy);
  }

  @Override
  public CompletionStage<SortedMap<Long, ArchiveException>> read(
      String account, String conversation, long fromSequenceNr, long toSequenceNr) {
    return cql.all(
            CassandraExceptionsTable::exception,
            select,
            account,
            conversation,
            fromSequenceNr,
            toSequenceNr)
        .thenApply(
            rows -> {
              var sorted = new TreeMap<Long, ArchiveException>();
              rows.forEach(row -> sorted.put(row.sequenceNr(), row));
              return sorted;
            });
  }

  private static ArchiveException exception(Row row) {
    return new ArchiveException(
        row.getLong("sequence_nr"),
        Cells.number(row, "raised_id"),
        row.getBoolean("hidden"),
        Cells.number(row, "rewritten_by"));
  }

  private static String insert(String table, String mark) {
    return "INSERT INTO "
        + table
        + " (account, conversation, sequence_nr, "
        + mark
        + ") VALUES (?, ?, ?, ?)";
  }
}
