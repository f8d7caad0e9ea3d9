package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Ranges of a log, opened: what a {@link JournalReader} reads, decrypted by the log's data keys.
 */
final class SealedLogs {
  private final JournalReader journal;
  private final DataKeys keys;
  private final EventCodec codec;

  SealedLogs(JournalReader journal, DataKeys keys, EventCodec codec) {
    this.journal = journal;
    this.keys = keys;
    this.codec = codec;
  }

  /**
   * Part of a range, in the order asked for.
   *
   * @param events those of the type asked for whose key was not destroyed
   * @param lastSequenceNr of the last row that was read, whether it is among the events or not
   * @param rows how many were read
   */
  record Chunk<E>(List<Sequenced<E>> events, long lastSequenceNr, int rows) {}

  <E> CompletionStage<Chunk<E>> read(
      Class<E> type, String log, long from, long to, int limit, Direction direction) {
    return journal
        .read(log, from, to, limit, direction)
        .thenCompose(
            rows -> {
              var sealed = rows.stream().map(Sequenced::event).toList();
              return keys.openFor(log, sealed).thenApply(ring -> opened(type, log, rows, ring));
            });
  }

  /** A message of a conversation; empty when there is none at that version, or it was erased. */
  CompletionStage<Optional<MessageSent>> message(String log, long version) {
    return read(ConversationEvent.class, log, version, version, 1, Direction.OLDEST_FIRST)
        .thenApply(
            chunk ->
                chunk.events().stream()
                    .map(Sequenced::event)
                    .filter(MessageSent.class::isInstance)
                    .map(MessageSent.class::cast)
                    .findFirst());
  }

  private <E> Chunk<E> opened(
      Class<E> type, String log, List<Sequenced<SealedEvent>> rows, KeyRing ring) {
    var events = new ArrayList<Sequenced<E>>(rows.size());
    for (var row : rows) {
      var plain = ring.open(log, row.event());
      if (plain.isPresent()) {
        var event = codec.read(row.event().manifest(), plain.get());
        if (type.isInstance(event)) {
          events.add(new Sequenced<>(row.sequenceNr(), type.cast(event)));
        }
      }
    }
    var last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).sequenceNr();
    return new Chunk<>(events, last, rows.size());
  }
}
