package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.seal.SealedEventSerializer;
import java.nio.ByteBuffer;
import java.util.Set;

/** Rows as the journal plugin writes them, placed where a test wants them. */
final class JournalRows {
  private static final SealedEventSerializer SERIALIZER = new SealedEventSerializer();

  private final CqlSession session;
  private final PreparedStatement insert;

  JournalRows(CqlSession session, String keyspace, Journal journal) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO %s.%s (persistence_id, partition_nr, sequence_nr, timestamp, timebucket,"
                    .formatted(keyspace, journal.messagesTable())
                + " writer_uuid, ser_id, ser_manifest, event_manifest, event, tags)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void put(String persistenceId, long sequenceNr, String writer, SealedEvent event) {
    put(persistenceId, CassandraJournalReader.partition(sequenceNr), sequenceNr, writer, event);
  }

  void put(
      String persistenceId, long partition, long sequenceNr, String writer, SealedEvent event) {
    session.execute(
        insert.bind(
            persistenceId,
            partition,
            sequenceNr,
            Uuids.timeBased(),
            "0",
            writer,
            SealedEventSerializer.IDENTIFIER,
            SERIALIZER.manifest(event),
            "",
            ByteBuffer.wrap(SERIALIZER.toBinary(event)),
            Set.of()));
  }
}
