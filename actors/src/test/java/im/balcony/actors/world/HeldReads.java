package im.balcony.actors.world;

import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal whose reads a test can make as slow as it likes. */
public final class HeldReads implements JournalReader {
  private final JournalReader journal;
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  HeldReads(JournalReader journal) {
    this.journal = journal;
  }

  /** Reads that begin from now on wait. */
  public void hold() {
    gate = new CompletableFuture<>();
  }

  public void release() {
    gate.complete(null);
  }

  @Override
  public CompletionStage<Long> highest(String persistenceId, long fromSequenceNr) {
    return gate.thenCompose(open -> journal.highest(persistenceId, fromSequenceNr));
  }

  @Override
  public CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId, long from, long to, int limit, Direction direction) {
    return gate.thenCompose(open -> journal.read(persistenceId, from, to, limit, direction));
  }
}
