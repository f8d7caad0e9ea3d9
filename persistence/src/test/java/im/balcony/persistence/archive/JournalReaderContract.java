package im.balcony.persistence.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link JournalReader} does. */
public interface JournalReaderContract {
  JournalReader journal();

  /** Puts an event where the journal would have it. */
  void stored(String persistenceId, long sequenceNr, SealedEvent event);

  static SealedEvent event(long sequenceNr) {
    return new SealedEvent(
        "said.1", new UUID(0, sequenceNr), new byte[12], new byte[] {(byte) sequenceNr});
  }

  private String log(long from, long to) {
    var id = "conversation-" + UUID.randomUUID();
    LongStream.rangeClosed(from, to).forEach(nr -> stored(id, nr, event(nr)));
    return id;
  }

  private List<Long> page(String id, long from, long to, int limit, Direction direction) {
    var page = journal().read(id, from, to, limit, direction).toCompletableFuture().join();
    page.forEach(
        row -> assertEquals(row.sequenceNr(), row.event().keyId().getLeastSignificantBits()));
    return page.stream().map(Sequenced::sequenceNr).toList();
  }

  @Test
  default void aRangeHasBothItsEnds() {
    var id = log(1, 9);
    assertEquals(List.of(3L, 4L, 5L), page(id, 3, 5, 100, Direction.OLDEST_FIRST));
    assertEquals(List.of(5L, 4L, 3L), page(id, 3, 5, 100, Direction.NEWEST_FIRST));
  }

  @Test
  default void theLimitCutsOffTheOtherEnd() {
    var id = log(1, 9);
    assertEquals(List.of(2L, 3L), page(id, 2, 9, 2, Direction.OLDEST_FIRST));
    assertEquals(List.of(9L, 8L), page(id, 2, 9, 2, Direction.NEWEST_FIRST));
  }

  @Test
  default void theEndMayBeOpen() {
    var id = log(1, 5);
    assertEquals(List.of(5L, 4L), page(id, 1, Long.MAX_VALUE, 2, Direction.NEWEST_FIRST));
    assertEquals(5, journal().highest(id, 2).toCompletableFuture().join());
  }

  @Test
  default void anEmptyLogIsAnEmptyPage() {
    assertTrue(page("nobody", 1, Long.MAX_VALUE, 10, Direction.NEWEST_FIRST).isEmpty());
    assertTrue(page(log(1, 3), 3, 2, 10, Direction.OLDEST_FIRST).isEmpty());
    assertEquals(0, journal().highest("nobody", 0).toCompletableFuture().join());
  }

  @Test
  default void pagesGoOnAcrossPartitions() {
    var id = log(9_990, 10_010);
    var across = LongStream.rangeClosed(9_998, 10_003).boxed().toList();
    assertEquals(across, page(id, 9_998, 10_003, 50, Direction.OLDEST_FIRST));
    assertEquals(List.of(10_001L, 10_000L, 9_999L), page(id, 1, 10_001, 3, Direction.NEWEST_FIRST));
    assertEquals(10_010, journal().highest(id, 9_995).toCompletableFuture().join());
  }
}
