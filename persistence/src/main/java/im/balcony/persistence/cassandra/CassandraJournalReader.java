package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.archive.WriterFilter;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.seal.SealedEventSerializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ranges of a journal's messages table.
 *
 * <p>Sequence numbers have no gaps, so a page is a range of them and lies in one partition or two.
 * A batch that spans the end of a partition is stored whole in the next one.
 */
public final class CassandraJournalReader implements JournalReader {
  /** The journal's largest batch, and how far back its replay filter looks. */
  static final int BATCH_EVENTS_MAX = 100;

  private static final Comparator<Stored> BY_PLACE =
      Comparator.comparingLong(Stored::sequenceNr).thenComparingLong(Stored::writtenAt);

  private final CqlStatements cql;
  private final String range;
  private final String highest;

  public CassandraJournalReader(CqlStatements cql, Journal journal) {
    this.cql = cql;
    var from = " FROM " + cql.table(journal.messagesTable());
    var partition = " WHERE persistence_id = ? AND partition_nr = ?";
    range =
        "SELECT sequence_nr, timestamp, writer_uuid, ser_id, ser_manifest, event"
            + from
            + partition
            + " AND sequence_nr >= ? AND sequence_nr <= ?";
    highest = "SELECT sequence_nr" + from + partition + " ORDER BY sequence_nr DESC LIMIT 1";
  }

  private record Stored(long sequenceNr, long writtenAt, String writer, SealedEvent event) {}

  @Override
  public CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int limit,
      Direction direction) {
    if (limit <= 0 || toSequenceNr < fromSequenceNr) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (toSequenceNr == Long.MAX_VALUE) {
      return highest(persistenceId, Math.max(0, fromSequenceNr - 1))
          .thenCompose(to -> read(persistenceId, fromSequenceNr, to, limit, direction));
    }
    var lowest = Math.max(1, fromSequenceNr);
    var from =
        direction == Direction.OLDEST_FIRST ? lowest : Math.max(lowest, toSequenceNr - limit + 1);
    var to =
        direction == Direction.OLDEST_FIRST
            ? Math.min(toSequenceNr, lowest + limit - 1)
            : toSequenceNr;
    return rows(persistenceId, from, to)
        .thenCompose(page -> filtered(persistenceId, from, to, page))
        .thenApply(page -> answer(page, direction));
  }

  @Override
  public CompletionStage<Long> highest(String persistenceId, long knownSequenceNr) {
    return highest(persistenceId, partition(Math.max(1, knownSequenceNr)), knownSequenceNr, false);
  }

  private CompletionStage<Long> highest(
      String persistenceId, long partition, long found, boolean afterEmpty) {
    return cql.one(highest, persistenceId, partition)
        .thenCompose(
            row -> {
              if (row != null) {
                var here = Math.max(found, row.getLong(0));
                return highest(persistenceId, partition + 1, here, false);
              }
              // a batch can skip the rest of one partition, never two
              return afterEmpty
                  ? CompletableFuture.completedFuture(found)
                  : highest(persistenceId, partition + 1, found, true);
            });
  }

  private CompletionStage<List<Stored>> filtered(
      String persistenceId, long from, long to, List<Stored> page) {
    if (!WriterFilter.overlaps(page, Stored::sequenceNr, Stored::writer)) {
      return CompletableFuture.completedFuture(page);
    }
    return rows(persistenceId, Math.max(1, from - BATCH_EVENTS_MAX), to)
        .thenApply(
            before ->
                WriterFilter.keep(before, Stored::sequenceNr, Stored::writer).stream()
                    .filter(row -> row.sequenceNr() >= from)
                    .toList());
  }

  private CompletionStage<List<Stored>> rows(String persistenceId, long from, long to) {
    CompletionStage<List<Stored>> all = CompletableFuture.completedFuture(new ArrayList<>());
    var last = partition(to + BATCH_EVENTS_MAX - 1);
    for (var partition = partition(from); partition <= last; partition++) {
      var some = cql.all(CassandraJournalReader::stored, range, persistenceId, partition, from, to);
      all =
          all.thenCombine(
              some,
              (rows, more) -> {
                rows.addAll(more);
                return rows;
              });
    }
    return all.thenApply(
        rows -> {
          rows.sort(BY_PLACE);
          return rows;
        });
  }

  private static List<Sequenced<SealedEvent>> answer(List<Stored> page, Direction direction) {
    var events = new ArrayList<Sequenced<SealedEvent>>(page.size());
    page.forEach(row -> events.add(new Sequenced<>(row.sequenceNr(), row.event())));
    if (direction == Direction.NEWEST_FIRST) {
      Collections.reverse(events);
    }
    return events;
  }

  private static Stored stored(Row row) {
    if (row.getInt("ser_id") != SealedEventSerializer.IDENTIFIER) {
      throw new IllegalStateException("an event that is not sealed: " + row.getInt("ser_id"));
    }
    return new Stored(
        row.getLong("sequence_nr"),
        Objects.requireNonNull(row.getUuid("timestamp")).timestamp(),
        Cells.text(row, "writer_uuid"),
        SealedEventSerializer.read(
            Cells.text(row, "ser_manifest"),
            Bytes.getArray(Objects.requireNonNull(row.getByteBuffer("event")))));
  }

  static long partition(long sequenceNr) {
    return (sequenceNr - 1) / Journal.PARTITION_EVENTS;
  }
}
