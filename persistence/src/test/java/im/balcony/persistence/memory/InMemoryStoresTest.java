package im.balcony.persistence.memory;

import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.account.IncarnationTableContract;
import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.archive.ExceptionsTableContract;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.JournalReaderContract;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.persistence.archive.NotesTableContract;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.records.CallRecordTableContract;
import im.balcony.persistence.seal.DataKeyTable;
import im.balcony.persistence.seal.DataKeyTableContract;
import im.balcony.persistence.seal.SealedEvent;

/** The contracts of all ports, kept without a database. */
final class InMemoryStoresTest
    implements ExceptionsTableContract,
        NotesTableContract,
        CallRecordTableContract,
        IncarnationTableContract,
        DataKeyTableContract,
        JournalReaderContract {
  private final InMemoryExceptionsTable exceptions = new InMemoryExceptionsTable();
  private final InMemoryCallRecordTable callRecords = new InMemoryCallRecordTable();
  private final InMemoryNotesTable notes = new InMemoryNotesTable();
  private final InMemoryIncarnationTable incarnations = new InMemoryIncarnationTable();
  private final InMemoryDataKeyTable dataKeys = new InMemoryDataKeyTable();
  private final InMemoryJournalReader journal = new InMemoryJournalReader();

  @Override
  public ExceptionsTable exceptions() {
    return exceptions;
  }

  @Override
  public CallRecordTable callRecords() {
    return callRecords;
  }

  @Override
  public NotesTable notes() {
    return notes;
  }

  @Override
  public IncarnationTable incarnations() {
    return incarnations;
  }

  @Override
  public DataKeyTable dataKeys() {
    return dataKeys;
  }

  @Override
  public JournalReader journal() {
    return journal;
  }

  @Override
  public void stored(String persistenceId, long sequenceNr, SealedEvent event) {
    journal.put(persistenceId, sequenceNr, event);
  }
}
