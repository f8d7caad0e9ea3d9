package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.seal.DataKeys;
import java.util.List;

/** Ranges of a log as the archive reads them, for the tests of other packages. */
public final class OpenedEvents<E> {
  private final SealedLogs logs;
  private final Class<E> type;

  public OpenedEvents(JournalReader journal, DataKeys keys, EventCodec codec, Class<E> type) {
    this.logs = new SealedLogs(journal, keys, codec);
    this.type = type;
  }

  public List<E> read(String log, long from, long to, int limit, Direction direction) {
    var chunk = logs.read(type, log, from, to, limit, direction).toCompletableFuture().join();
    return chunk.events().stream().map(Sequenced::event).toList();
  }
}
