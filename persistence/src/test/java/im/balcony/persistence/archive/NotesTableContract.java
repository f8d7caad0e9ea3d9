package im.balcony.persistence.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What every {@link NotesTable} does. */
public interface NotesTableContract {
  NotesTable notes();

  @Test
  default void aNoteIsFoundByItsBucketUntilItIsRemoved() {
    var table = notes();
    var shard = ThreadLocalRandom.current().nextInt();
    var note = new Note(shard, 500_000, "conversation-1", "romeo", 12);
    table.write(note).toCompletableFuture().join();
    assertEquals(List.of(500_000L), table.hours(shard).toCompletableFuture().join());
    assertEquals(List.of(note), table.read(shard, 500_000).toCompletableFuture().join());
    table.remove(note).toCompletableFuture().join();
    assertTrue(table.read(shard, 500_000).toCompletableFuture().join().isEmpty());
  }

  @Test
  default void aLaterNoteOfTheSameReplacesTheFirst() {
    var table = notes();
    var shard = ThreadLocalRandom.current().nextInt();
    table.write(new Note(shard, 1, "c", "romeo", 12)).toCompletableFuture().join();
    var later = new Note(shard, 1, "c", "romeo", 15);
    table.write(later).toCompletableFuture().join();
    assertEquals(List.of(later), table.read(shard, 1).toCompletableFuture().join());
  }

  @Test
  default void aBucketGoesAsAWhole() {
    var table = notes();
    var shard = ThreadLocalRandom.current().nextInt();
    table.write(new Note(shard, 2, "c", "romeo", 1)).toCompletableFuture().join();
    table.write(new Note(shard, 1, "c", "juliet", 1)).toCompletableFuture().join();
    table.write(new Note(shard, 1, "d", "romeo", 1)).toCompletableFuture().join();
    assertEquals(List.of(1L, 2L), table.hours(shard).toCompletableFuture().join());
    table.removeBucket(shard, 1).toCompletableFuture().join();
    assertTrue(table.read(shard, 1).toCompletableFuture().join().isEmpty());
    assertEquals(List.of(2L), table.hours(shard).toCompletableFuture().join());
  }
}
