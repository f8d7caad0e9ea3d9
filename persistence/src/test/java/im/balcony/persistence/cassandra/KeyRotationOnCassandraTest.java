package im.balcony.persistence.cassandra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import im.balcony.persistence.seal.DataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeptMasters;
import im.balcony.persistence.seal.MasterKeyFile;
import im.balcony.persistence.seal.MasterKeyRotation;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.testkit.EmbeddedCassandraExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The master key rotated on a real journal while two nodes go on making and reading data keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit makes them before the tests
final class KeyRotationOnCassandraTest {
  @RegisterExtension
  static final EmbeddedCassandraExtension CASSANDRA = new EmbeddedCassandraExtension();

  private static final int OWNERS_BEFORE = 300;
  private static final int ROTATIONS = 3;
  private static final byte[] PLAIN = "a rose".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final ConcurrentHashMap<String, SealedEvent> sealed = new ConcurrentHashMap<>();
  private final AtomicInteger owners = new AtomicInteger();
  private ActorTestKit testKit;
  private DataKeyTable table;

  @BeforeAll
  void start() {
    testKit = ActorTestKit.create("rotation", CASSANDRA.freshKeyspace());
    var cql = CqlStatements.of(testKit.system());
    cql.connected().toCompletableFuture().join();
    table = new CassandraDataKeyTable(cql);
  }

  @AfterAll
  void stop() {
    testKit.shutdownTestKit();
  }

  private record Node(MasterKeyFile file, DataKeys keys, KeptMasters kept) {}

  private Node node(String name, MasterKeyFile like) throws IOException {
    var file = new MasterKeyFile(folder.resolve(name));
    file.save(like.openOrCreate());
    var keys = new DataKeys(table, file.open());
    return new Node(file, keys, new KeptMasters(file, keys));
  }

  @Test
  void nothingIsUnreadableAtAnyInstant() throws Exception {
    var first = new MasterKeyFile(folder.resolve("first"));
    var nodes = List.of(node("a", first), node("b", first));
    for (var count = 0; count < OWNERS_BEFORE; count++) {
      seal(nodes.get(count % 2));
    }
    var stopped = new AtomicBoolean();
    var workers = Executors.newFixedThreadPool(4);
    var work = new ArrayList<Future<?>>();
    for (var node : nodes) {
      work.add(workers.submit(() -> until(stopped, () -> seal(node))));
      work.add(workers.submit(() -> until(stopped, () -> readOne(node))));
    }
    for (var count = 0; count < ROTATIONS; count++) {
      var rotation =
          new MasterKeyRotation(nodes.get(count % 2).keys(), masters -> all(nodes, masters));
      now(rotation.run());
      assertTrue(rotation.wrapped() >= OWNERS_BEFORE);
    }
    stopped.set(true);
    for (var each : work) {
      each.get();
    }
    workers.shutdown();
    requireOneMaster(nodes);
  }

  private static CompletionStage<Void> all(List<Node> nodes, MasterKeys masters) {
    return nodes.get(0).kept().keep(masters).thenCompose(done -> nodes.get(1).kept().keep(masters));
  }

  /** Every stored key is wrapped by the newest master, and opens by it alone. */
  private void requireOneMaster(List<Node> nodes) throws IOException {
    var fresh = new DataKeys(table, nodes.get(0).file().open());
    assertEquals(1, nodes.get(0).file().open().all().size());
    assertEquals(
        List.copyOf(nodes.get(0).file().open().all().keySet()),
        now(table.sample(Integer.MAX_VALUE)).stream()
            .map(key -> key.masterId())
            .distinct()
            .collect(Collectors.toList()));
    sealed.forEach((owner, event) -> requireReadable(fresh, owner, event));
  }

  private void seal(Node node) {
    var owner = "owner" + owners.incrementAndGet();
    var ring = now(node.keys().begin(owner, "romeo"));
    sealed.put(owner, ring.seal("romeo", "p", "said.1", PLAIN));
  }

  private void readOne(Node node) {
    var owner = "owner" + (1 + Math.floorMod(System.nanoTime(), owners.get()));
    var event = sealed.get(owner);
    if (event != null) {
      requireReadable(node.keys(), owner, event);
    }
  }

  private static void requireReadable(DataKeys keys, String owner, SealedEvent event) {
    assertArrayEquals(PLAIN, now(keys.open(owner)).open("p", event).orElseThrow());
  }

  private static void until(AtomicBoolean stopped, Runnable work) {
    while (!stopped.get()) {
      work.run();
    }
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
