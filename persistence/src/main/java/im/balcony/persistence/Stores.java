package im.balcony.persistence;

import akka.actor.ClassicActorSystemProvider;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.persistence.cassandra.CassandraCallRecordTable;
import im.balcony.persistence.cassandra.CassandraDataKeyTable;
import im.balcony.persistence.cassandra.CassandraExceptionsTable;
import im.balcony.persistence.cassandra.CassandraIncarnationTable;
import im.balcony.persistence.cassandra.CassandraJournalReader;
import im.balcony.persistence.cassandra.CassandraNotesTable;
import im.balcony.persistence.cassandra.CqlStatements;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;

/** Every port of this module, as one kind of storage provides them. */
public record Stores(
    JournalReader content,
    JournalReader account,
    ExceptionsTable exceptions,
    NotesTable notes,
    CallRecordTable callRecords,
    IncarnationTable incarnations,
    DataKeys keys) {

  /** On the Cassandra that this system is configured for; connects at once, answers later. */
  public static Stores cassandra(ClassicActorSystemProvider system, MasterKeys masters) {
    var cql = CqlStatements.of(system);
    return new Stores(
        new CassandraJournalReader(cql, Journal.CONTENT),
        new CassandraJournalReader(cql, Journal.ACCOUNT),
        new CassandraExceptionsTable(cql),
        new CassandraNotesTable(cql),
        new CassandraCallRecordTable(cql),
        new CassandraIncarnationTable(cql),
        new DataKeys(new CassandraDataKeyTable(cql), masters));
  }
}
