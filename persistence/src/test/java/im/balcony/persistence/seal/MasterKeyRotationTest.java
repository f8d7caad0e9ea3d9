package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.memory.InMemoryDataKeyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation of the master key, with nodes that read and write after each of its messages. */
final class MasterKeyRotationTest {
  private static final int NODES = 3;
  private static final byte[] PLAIN = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void everyNodeReadsEverythingAtEveryStep() throws IOException {
    var cluster = new SmallCluster(folder, new InMemoryDataKeyTable(), NODES);
    cluster.writeEverywhere();
    var before = cluster.masters();
    now(cluster.rotate(0));
    cluster.requireEverythingReadable();
    assertEquals(1, cluster.masters().size());
    assertFalse(before.contains(cluster.masters().get(0)));
  }

  @Test
  void killedAfterAnyMessageItIsFinishedFromAnyNode() throws IOException {
    for (var message = 0; message < 3 * NODES; message++) {
      for (var node = 0; node < NODES; node++) {
        var own = folder.resolve(message + "-" + node);
        Files.createDirectory(own);
        var cluster = new SmallCluster(own, new InMemoryDataKeyTable(), NODES);
        cluster.writeEverywhere();
        cluster.killAfter(message);
        assertThrows(CompletionException.class, () -> now(cluster.rotate(0)));
        cluster.restart();
        cluster.requireEverythingReadable();
        cluster.writeEverywhere();
        now(cluster.rotate(node));
        cluster.requireEverythingReadable();
        assertEquals(1, cluster.masters().size(), "killed after message " + message);
      }
    }
  }

  @Test
  void anInsertUnderTheOldKeyIsWaitedForBeforeTheScan() throws IOException {
    var table = new HeldKeyTable();
    var node = node(table);
    var held = table.holdInserts();
    var begun = node.begin("late", "romeo");
    table.release();

    var rotation = new MasterKeyRotation(node, kept(node)::keep);
    var rotated = rotation.run().toCompletableFuture();
    assertFalse(rotated.isDone());
    held.complete(null);
    now(rotated);

    assertEquals(1, rotation.wrapped());
    assertTrue(now(node.open("late")).has("romeo"));
    assertTrue(now(begun).has("romeo"));
  }

  @Test
  void whatWasReadBeforeTheOldKeyWasDestroyedStillOpens() throws IOException {
    var table = new HeldKeyTable();
    var node = node(table);
    var sealed = now(node.begin("c1", "romeo")).seal("romeo", "p", "said.1", PLAIN);
    var reader = new DataKeys(table, node.masters());
    var held = table.holdAnswers();
    var read = reader.open("c1");
    table.release();

    now(new MasterKeyRotation(node, masters -> keptBy(node, reader, masters)).run());
    held.complete(null);

    assertArrayEquals(PLAIN, now(read).open("p", sealed).orElseThrow());
  }

  @Test
  void aKeyThatComesLateUnderADestroyedMasterHidesNoOther() throws IOException {
    var table = new InMemoryDataKeyTable();
    var node = node(table);
    var cutOff = new DataKeys(table, node.masters());
    var sealed = now(node.begin("c1", "romeo")).seal("romeo", "p", "said.1", PLAIN);
    now(new MasterKeyRotation(node, kept(node)::keep).run());

    var late = now(cutOff.begin("c1", "juliet")).seal("juliet", "p", "said.1", PLAIN);

    var ring = now(new DataKeys(table, node.masters()).open("c1"));
    assertArrayEquals(PLAIN, ring.open("p", sealed).orElseThrow());
    assertTrue(ring.open("p", late).isEmpty());
    assertTrue(now(node.missingMasters()).isEmpty());
    now(new MasterKeyRotation(node, kept(node)::keep).run());
  }

  @Test
  void aDataKeyUnderAnUnknownMasterEndsTheRotationBeforeAnythingIsDestroyed() throws IOException {
    var table = new InMemoryDataKeyTable();
    var node = node(table);
    now(node.begin("c1", "romeo"));
    now(new DataKeys(table, MasterKeys.fresh()).begin("c2", "juliet"));
    var before = node.masters();
    assertThrows(
        CompletionException.class, () -> now(new MasterKeyRotation(node, kept(node)::keep).run()));
    assertTrue(node.masters().all().keySet().containsAll(before.all().keySet()));
    assertTrue(now(new DataKeys(table, node.masters()).open("c1")).has("romeo"));
  }

  @Test
  void aNodeTakesNoKeysOfAnotherCluster() throws IOException {
    var node = node(new InMemoryDataKeyTable());
    var before = node.masters().currentId();
    var refused =
        assertThrows(CompletionException.class, () -> now(kept(node).keep(MasterKeys.fresh())));
    assertInstanceOf(ForeignMastersException.class, refused.getCause());
    assertEquals(before, node.masters().currentId());
  }

  @Test
  void keysFromBeforeArePassedOver() throws IOException {
    var node = node(new InMemoryDataKeyTable());
    var first = node.masters();
    var kept = kept(node);
    now(new MasterKeyRotation(node, kept::keep).run());
    var rotated = node.masters().currentId();
    now(kept.keepNewer(first));
    assertEquals(rotated, node.masters().currentId());
    assertThrows(CompletionException.class, () -> now(kept.keepNewer(MasterKeys.fresh())));
  }

  private DataKeys node(DataKeyTable table) throws IOException {
    return new DataKeys(table, file().openOrCreate());
  }

  private KeptMasters kept(DataKeys node) {
    return new KeptMasters(file(), node);
  }

  private CompletionStage<Void> keptBy(DataKeys node, DataKeys reader, MasterKeys masters) {
    return kept(node)
        .keep(masters)
        .thenCompose(
            done ->
                new KeptMasters(
                        new MasterKeyFile(folder.resolve(UUID.randomUUID().toString())), reader)
                    .keep(masters));
  }

  private MasterKeyFile file() {
    return new MasterKeyFile(folder.resolve("master.key"));
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
