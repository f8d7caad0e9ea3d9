package im.balcony.persistence.cassandra;

import im.balcony.persistence.archive.Note;
import im.balcony.persistence.archive.NotesTable;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sweeper notes in Cassandra: one partition per bucket, and one row that says it exists. */
public final class CassandraNotesTable implements NotesTable {
  private final CqlStatements cql;
  private final String insertHour;
  private final String insert;
  private final String delete;
  private final String selectHours;
  private final String select;
  private final String deleteBucket;
  private final String deleteHour;

  public CassandraNotesTable(CqlStatements cql) {
    this.cql = cql;
    var notes = cql.table("sweeper_notes");
    var hours = cql.table("sweeper_hours");
    insertHour = "INSERT INTO " + hours + " (shard, epoch_hour) VALUES (?, ?)";
    insert =
        "INSERT INTO "
            + notes
            + " (shard, epoch_hour, entity_id, subject, version) VALUES (?, ?, ?, ?, ?)";
    delete =
        "DELETE FROM "
            + notes
            + " WHERE shard = ? AND epoch_hour = ? AND entity_id = ? AND subject = ?";
    selectHours = "SELECT epoch_hour FROM " + hours + " WHERE shard = ?";
    select =
        "SELECT entity_id, subject, version FROM " + notes + " WHERE shard = ? AND epoch_hour = ?";
    deleteBucket = "DELETE FROM " + notes + " WHERE shard = ? AND epoch_hour = ?";
    deleteHour = "DELETE FROM " + hours + " WHERE shard = ? AND epoch_hour = ?";
  }

  @Override
  public CompletionStage<Void> write(Note note) {
    // the hour first: a bucket that nobody knows of would never be swept
    return cql.write(insertHour, note.shard(), note.epochHour())
        .thenCompose(
            done ->
                cql.write(
                    insert,
                    note.shard(),
                    note.epochHour(),
                    note.entityId(),
                    note.subject(),
                    note.version()));
  }

  @Override
  public CompletionStage<Void> remove(Note note) {
    return cql.write(delete, note.shard(), note.epochHour(), note.entityId(), note.subject());
  }

  @Override
  public CompletionStage<List<Long>> hours(int shard) {
    return cql.all(row -> row.getLong("epoch_hour"), selectHours, shard);
  }

  @Override
  public CompletionStage<List<Note>> read(int shard, long epochHour) {
    return cql.all(
        row ->
            new Note(
                shard,
                epochHour,
                Cells.text(row, "entity_id"),
                Cells.text(row, "subject"),
                row.getLong("version")),
        select,
        shard,
        epochHour);
  }

  @Override
  public CompletionStage<Void> removeBucket(int shard, long epochHour) {
    return cql.write(deleteBucket, shard, epochHour)
        .thenCompose(done -> cql.write(deleteHour, shard, epochHour));
  }
}
