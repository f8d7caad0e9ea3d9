package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.memory.InMemoryDataKeyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key on disk and its rotation. */
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
  void rotationKeepsWhatIsSealedReadableAndDestroysTheOldMaster() throws IOException {
    var table = new InMemoryDataKeyTable();
    var old = file.openOrCreate();
    var keys = new DataKeys(table, old);
    var ring = now(keys.open("c1"));
    now(ring.ensure("romeo"));
    var sealed = ring.seal("romeo", "p", "said.1", new byte[] {1, 2, 3});

    assertEquals(1, now(new MasterKeyRotation(file, keys).run()));

    var rotated = file.open();
    assertEquals(1, rotated.all().size());
    assertTrue(now(new DataKeys(table, rotated).open("c1")).open("p", sealed).isPresent());
    assertThrows(Exception.class, () -> now(new DataKeys(table, old).open("c1")));
  }

  @Test
  void aRotationThatWasCutShortIsRunAgain() throws IOException {
    var table = new InMemoryDataKeyTable();
    var keys = new DataKeys(table, file.openOrCreate());
    now(now(keys.open("c1")).ensure("romeo"));
    file.save(file.open().rotated()); // killed here: both masters in the file, nothing wrapped anew

    var restarted = new DataKeys(table, file.open());
    assertTrue(now(restarted.open("c1")).has("romeo"));
    assertEquals(1, now(new MasterKeyRotation(file, restarted).run()));
    assertTrue(now(new DataKeys(table, file.open()).open("c1")).has("romeo"));
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
