package im.balcony.actors.world;

import akka.persistence.testkit.javadsl.PersistenceTestKit;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.seal.SealedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the journal of the persistence test kit. */
record StorageReader(PersistenceTestKit storage) implements JournalReader {

  @Override
  public CompletionStage<Long> highest(String persistenceId, long fromSequenceNr) {
    return CompletableFuture.completedFuture(
        (long) storage.persistedInStorage(persistenceId).size());
  }

  @Override
  public CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId, long from, long to, int limit, Direction direction) {
    var events = storage.persistedInStorage(persistenceId);
    var found = new ArrayList<Sequenced<SealedEvent>>();
    for (var at = Math.max(0, from - 1); at < Math.min(to, events.size()); at++) {
      found.add(new Sequenced<>(at + 1, (SealedEvent) events.get((int) at)));
    }
    if (direction == Direction.NEWEST_FIRST) {
      Collections.reverse(found);
    }
    return CompletableFuture.completedFuture(
        List.copyOf(found.subList(0, Math.min(limit, found.size()))));
  }
}
