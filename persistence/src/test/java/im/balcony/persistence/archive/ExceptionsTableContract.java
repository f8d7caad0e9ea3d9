package im.balcony.persistence.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ExceptionsTable} does. */
public interface ExceptionsTableContract {
  ExceptionsTable exceptions();

  @Test
  default void marksOfOneItemAddUp() {
    var table = exceptions();
    var account = "account-" + UUID.randomUUID();
    table.raise(account, "c", 7, 1_001).toCompletableFuture().join();
    table.rewrite(account, "c", 7, 9).toCompletableFuture().join();
    table.hide(account, "c", 7).toCompletableFuture().join();
    var read = table.read(account, "c", 1, 100).toCompletableFuture().join();
    assertEquals(List.of(new ArchiveException(7, 1_001L, true, 9L)), List.copyOf(read.values()));
  }

  @Test
  default void aRangeIsReadInOrderWithBothEnds() {
    var table = exceptions();
    var account = "account-" + UUID.randomUUID();
    for (var sequenceNr : List.of(5L, 3L, 9L, 4L)) {
      table.hide(account, "c", sequenceNr).toCompletableFuture().join();
    }
    var read = table.read(account, "c", 3, 5).toCompletableFuture().join();
    assertEquals(List.of(3L, 4L, 5L), List.copyOf(read.keySet()));
    assertEquals(new ArchiveException(3, null, true, null), read.get(3L));
  }

  @Test
  default void othersSeeNothingOfIt() {
    var table = exceptions();
    var account = "account-" + UUID.randomUUID();
    table.hide(account, "c", 1).toCompletableFuture().join();
    assertTrue(table.read(account, "d", 1, 9).toCompletableFuture().join().isEmpty());
    assertTrue(table.read(account + "x", "c", 1, 9).toCompletableFuture().join().isEmpty());
  }
}
