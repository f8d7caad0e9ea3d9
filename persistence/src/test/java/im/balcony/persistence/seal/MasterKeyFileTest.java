package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.memory.InMemoryDataKeyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master keys on disk. */
final class MasterKeyFileTest {
  @TempDir Path folder;
  private Path path;
  private MasterKeyFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("master.key");
    file = new MasterKeyFile(path);
  }

  @Test
  void theFirstStartMakesOneThatOnlyItsOwnerReads() throws IOException {
    var made = file.openOrCreate();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(made.all(), file.openOrCreate().all());
  }

  @Test
  void aFileThatOthersReadIsRefused() throws IOException {
    file.openOrCreate();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    var refused = assertThrows(IOException.class, file::open);
    assertTrue(refused.toString().contains("chmod 600"));
  }

  @Test
  void aDamagedFileIsNotReplacedByAFreshOne() throws IOException {
    file.openOrCreate();
    Files.writeString(path, "balcony-master-key 1\ncurrent 00\n");
    assertThrows(IOException.class, file::openOrCreate);
  }

  @Test
  void whatWasDestroyedIsRememberedByNameOnly() throws IOException {
    var first = file.openOrCreate();
    var rotated = first.withNewer().usingNewest().newestOnly();
    file.save(rotated);
    assertEquals(rotated.all(), file.open().all());
    assertEquals(List.of(first.currentId()), file.open().destroyed());
    var secret = Base64.getEncoder().encodeToString(first.current().getEncoded());
    assertFalse(Files.readString(path).contains(secret));
  }

  @Test
  void theOrderOfTheKeysIsKept() throws IOException {
    var unfinished = file.openOrCreate().withNewer();
    file.save(unfinished);
    assertEquals(List.copyOf(unfinished.all().keySet()), List.copyOf(file.open().all().keySet()));
    assertEquals(unfinished.usingNewest().currentId(), file.open().usingNewest().currentId());
  }

  @Test
  void aSaveThatWasCutShortLeavesNothingBehindAfterTheNext() throws IOException {
    var masters = file.openOrCreate();
    var half = folder.resolve("master.key.new");
    Files.writeString(half, "half of a key");
    file.save(masters);
    assertFalse(Files.exists(half));
    assertEquals(masters.all(), file.open().all());
  }

  @Test
  void aKeyErasedDuringRotationStaysErased() {
    var table = new InMemoryDataKeyTable();
    var keys = new DataKeys(table, MasterKeys.fresh());
    now(now(keys.open("c1")).ensure("romeo"));
    var stored = now(table.read("c1")).get(0);
    now(table.remove("c1", stored.keyId()));
    assertEquals(false, now(table.rewrap(stored, stored.masterId())));
    assertTrue(now(table.read("c1")).isEmpty());
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
