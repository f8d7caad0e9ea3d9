package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What every {@link DataKeyTable} does. */
public interface DataKeyTableContract {
  DataKeyTable dataKeys();

  private static WrappedKey fresh(String owner, String master, int secret) {
    return new WrappedKey(
        owner, UUID.randomUUID(), "romeo", 1, master, new byte[] {(byte) secret, 2, 3});
  }

  @Test
  default void keysAreFoundByTheirOwner() {
    var table = dataKeys();
    var key = fresh("o" + UUID.randomUUID(), "m1", 1);
    table.insert(key).toCompletableFuture().join();
    table.insert(fresh("o" + UUID.randomUUID(), "m1", 2)).toCompletableFuture().join();
    var read = table.read(key.owner()).toCompletableFuture().join();
    assertEquals(1, read.size());
    assertEquals(key.keyId(), read.get(0).keyId());
    assertArrayEquals(key.wrapped(), read.get(0).wrapped());
  }

  @Test
  default void aRemovedKeyDoesNotComeBackByBeingWrappedAgain() {
    var table = dataKeys();
    var key = fresh("o" + UUID.randomUUID(), "m1", 1);
    table.insert(key).toCompletableFuture().join();
    var again = new WrappedKey(key.owner(), key.keyId(), "romeo", 1, "m2", new byte[] {9, 9});
    assertFalse(table.rewrap(again, "m0").toCompletableFuture().join());
    assertTrue(table.rewrap(again, "m1").toCompletableFuture().join());
    assertEquals("m2", table.read(key.owner()).toCompletableFuture().join().get(0).masterId());
    table.remove(key.owner(), key.keyId()).toCompletableFuture().join();
    assertFalse(table.rewrap(key, "m2").toCompletableFuture().join());
    assertTrue(table.read(key.owner()).toCompletableFuture().join().isEmpty());
  }

  @Test
  default void everyKeyIsVisited() {
    var table = dataKeys();
    var owner = "o" + UUID.randomUUID();
    for (var i = 0; i < 20; i++) {
      table.insert(fresh(owner + i % 5, "m1", i)).toCompletableFuture().join();
    }
    var seen = ConcurrentHashMap.<UUID>newKeySet();
    table
        .forEach(
            key -> {
              if (key.owner().startsWith(owner)) {
                seen.add(key.keyId());
              }
              return CompletableFuture.completedFuture(null);
            })
        .toCompletableFuture()
        .join();
    assertEquals(20, seen.size());
    assertEquals(1, table.sample(1).toCompletableFuture().join().size());
  }
}
