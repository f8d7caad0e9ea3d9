package im.balcony.actors.start;

import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Range reads of the content's journal, counted with the rows that they gave. */
record CountedReads(JournalReader journal, NodeMetrics metrics) implements JournalReader {

  @Override
  public CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int limit,
      Direction direction) {
    return journal
        .read(persistenceId, fromSequenceNr, toSequenceNr, limit, direction)
        .thenApply(
            rows -> {
              metrics.archiveRead(rows.size());
              return rows;
            });
  }

  @Override
  public CompletionStage<Long> highest(String persistenceId, long knownSequenceNr) {
    return journal.highest(persistenceId, knownSequenceNr);
  }
}
