package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Opened events of a log, for pages of the archive. Erased ones are left out. */
public final class EventReader<E> {
  private final JournalReader journal;
  private final DataKeys keys;
  private final EventCodec codec;
  private final Class<E> type;

  public EventReader(JournalReader journal, DataKeys keys, EventCodec codec, Class<E> type) {
    this.journal = journal;
    this.keys = keys;
    this.codec = codec;
    this.type = type;
  }

  /** Like {@link JournalReader#read}; the owner is whose key ring opens this log. */
  public CompletionStage<List<Sequenced<E>>> read(
      String owner,
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int limit,
      Direction direction) {
    return journal
        .read(persistenceId, fromSequenceNr, toSequenceNr, limit, direction)
        .thenCompose(
            page ->
                keys.openFor(owner, page.stream().map(Sequenced::event).toList())
                    .thenApply(ring -> opened(ring, persistenceId, page)));
  }

  private List<Sequenced<E>> opened(
      KeyRing ring, String persistenceId, List<Sequenced<SealedEvent>> page) {
    var events = new ArrayList<Sequenced<E>>(page.size());
    for (var row : page) {
      ring.open(persistenceId, row.event())
          .map(plain -> type.cast(codec.read(row.event().manifest(), plain)))
          .ifPresent(event -> events.add(new Sequenced<>(row.sequenceNr(), event)));
    }
    return events;
  }
}
