package im.balcony.persistence.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Every table of the server, those of the journal plugins among them; made where missing. */
public final class CassandraSchema {
  private static final Duration DDL_MAX = Duration.ofSeconds(30);

  private static final String MESSAGES =
      """
      persistence_id text, partition_nr bigint, sequence_nr bigint, timestamp timeuuid,
      timebucket text, writer_uuid text, ser_id int, ser_manifest text, event_manifest text,
      event blob, meta_ser_id int, meta_ser_manifest text, meta blob, tags set<text>,
      PRIMARY KEY ((persistence_id, partition_nr), sequence_nr, timestamp)
      """;
  private static final String SNAPSHOTS =
      """
      persistence_id text, sequence_nr bigint, timestamp bigint, ser_id int, ser_manifest text,
      snapshot_data blob, snapshot blob, meta_ser_id int, meta_ser_manifest text, meta blob,
      PRIMARY KEY (persistence_id, sequence_nr)) WITH CLUSTERING ORDER BY (sequence_nr DESC
      """;

  private final String keyspace;
  private final String replication;
  private final Map<String, String> tables = new LinkedHashMap<>();

  /** The schema in this keyspace, replicated as CQL's map says. */
  public CassandraSchema(String keyspace, String replication) {
    if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException("not a keyspace name: " + keyspace);
    }
    this.keyspace = keyspace;
    this.replication = replication;
    for (var journal : Journal.values()) {
      tables.put(journal.messagesTable(), MESSAGES);
      tables.put(journal.snapshotsTable(), SNAPSHOTS);
    }
    // always empty, since nothing is deleted by the plugins; their recovery asks it all the same
    tables.put(
        "metadata",
        "persistence_id text PRIMARY KEY, deleted_to bigint, properties map<text, text>");
    tables.put(
        "data_keys",
        """
        owner text, key_id uuid, author text, epoch int, master_id text, wrapped blob,
        PRIMARY KEY ((owner), key_id)
        """);
    tables.put(
        "archive_exceptions",
        """
        account text, conversation text, sequence_nr bigint, raised_id bigint, hidden boolean,
        rewritten_by bigint, PRIMARY KEY ((account, conversation), sequence_nr)
        """);
    tables.put(
        "sweeper_notes",
        """
        shard int, epoch_hour bigint, entity_id text, subject text, version bigint,
        PRIMARY KEY ((shard, epoch_hour), entity_id, subject)
        """);
    tables.put("sweeper_hours", "shard int, epoch_hour bigint, PRIMARY KEY ((shard), epoch_hour)");
    tables.put(
        "call_records",
        """
        shard int, epoch_hour bigint, written bigint, log text, owner text, manifest text,
        key_id uuid, nonce blob, sealed blob, PRIMARY KEY ((shard, epoch_hour), written, log)
        """);
    tables.put("call_record_offsets", "reader text PRIMARY KEY, written bigint");
    tables.put("incarnations", "bare_jid text PRIMARY KEY, incarnation text");
    tables.put(
        "incarnations_by_domain",
        "domain text, bucket int, bare_jid text, PRIMARY KEY ((domain, bucket), bare_jid)");
  }

  /** Makes what is missing; when nothing is, it changes nothing. */
  public CompletionStage<Void> createWhereMissing(CqlSession session) {
    var present =
        SimpleStatement.newInstance(
            "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace);
    return session
        .executeAsync(present)
        .thenCompose(
            rows -> {
              var names = names(rows);
              var missing = new ArrayList<String>();
              if (names.isEmpty()) {
                missing.add(
                    "CREATE KEYSPACE IF NOT EXISTS "
                        + keyspace
                        + " WITH replication = "
                        + replication);
              }
              tables.forEach(
                  (name, columns) -> {
                    if (!names.contains(name)) {
                      missing.add(
                          "CREATE TABLE IF NOT EXISTS "
                              + keyspace
                              + "."
                              + name
                              + " ("
                              + columns
                              + ")");
                    }
                  });
              return create(session, missing);
            });
  }

  private static CompletionStage<Void> create(CqlSession session, List<String> statements) {
    if (statements.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    // one after the other: concurrent changes of a schema collide; its metadata is read once, last
    session.setSchemaMetadataEnabled(false);
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (var statement : statements) {
      var ddl = SimpleStatement.newInstance(statement).setTimeout(DDL_MAX);
      all = all.thenCompose(done -> session.executeAsync(ddl)).thenApply(done -> null);
    }
    return all.whenComplete((done, failure) -> session.setSchemaMetadataEnabled(null));
  }

  private static List<String> names(AsyncResultSet rows) {
    return StreamSupport.stream(rows.currentPage().spliterator(), false)
        .map(row -> row.getString(0))
        .toList();
  }
}
