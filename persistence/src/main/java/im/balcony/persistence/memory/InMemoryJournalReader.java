package im.balcony.persistence.memory;

import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Logs that live as long as this process; what was persisted is put in by the caller. */
public final class InMemoryJournalReader implements JournalReader {
  private final ConcurrentMap<String, ConcurrentNavigableMap<Long, SealedEvent>> logs =
      new ConcurrentHashMap<>();

  public void put(String persistenceId, long sequenceNr, SealedEvent event) {
    logs.computeIfAbsent(persistenceId, id -> new ConcurrentSkipListMap<>()).put(sequenceNr, event);
  }

  @Override
  public CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int limit,
      Direction direction) {
    var log = logs.get(persistenceId);
    if (log == null || fromSequenceNr > toSequenceNr) {
      return CompletableFuture.completedFuture(List.of());
    }
    var range = log.subMap(fromSequenceNr, true, toSequenceNr, true);
    var ordered = direction == Direction.OLDEST_FIRST ? range : range.descendingMap();
    return CompletableFuture.completedFuture(
        ordered.entrySet().stream()
            .limit(limit)
            .map(entry -> new Sequenced<>(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Override
  public CompletionStage<Long> highest(String persistenceId, long knownSequenceNr) {
    var log = logs.get(persistenceId);
    var last = log == null || log.isEmpty() ? 0 : log.lastKey();
    return CompletableFuture.completedFuture(Math.max(last, knownSequenceNr));
  }
}
