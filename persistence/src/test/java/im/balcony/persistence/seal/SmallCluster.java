package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A few nodes with master keys on one table, told what a rotation says one after the other. */
final class SmallCluster implements MasterKeyRotation.KeyHolders {
  private static final byte[] PLAIN = "my only love".getBytes(StandardCharsets.UTF_8);
  private static final String LOG = "log";

  /** What was sealed, by whose ring. */
  private record Sealed(String owner, SealedEvent event) {}

  private static final class Node {
    private final MasterKeyFile file;
    private DataKeys keys;
    private KeptMasters kept;

    Node(MasterKeyFile file, DataKeyTable table) throws IOException {
      this.file = file;
      this.keys = new DataKeys(table, file.open());
      this.kept = new KeptMasters(file, keys);
    }
  }

  private final DataKeyTable table;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Sealed> sealed = new ArrayList<>();
  private int writes;

  /** Messages to nodes that arrive before everything ends; endless unless limited. */
  private int messagesLeft = Integer.MAX_VALUE;

  SmallCluster(Path folder, DataKeyTable table, int size) throws IOException {
    this.table = table;
    var masters = MasterKeys.fresh();
    for (var number = 0; number < size; number++) {
      var file = new MasterKeyFile(folder.resolve("master-" + number + ".key"));
      file.save(masters);
      nodes.add(new Node(file, table));
    }
  }

  /** The run of a rotation is killed when so many messages have arrived. */
  void killAfter(int messages) {
    messagesLeft = messages;
  }

  CompletionStage<Void> rotate(int node) {
    return new MasterKeyRotation(nodes.get(node).keys, this).run();
  }

  @Override
  public CompletionStage<Void> keep(MasterKeys masters) {
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (var node : nodes) {
      all = all.thenCompose(done -> tell(node, MasterKeyText.write(masters)));
    }
    return all;
  }

  private CompletionStage<Void> tell(Node node, String masterKeys) {
    if (messagesLeft == 0) {
      return CompletableFuture.failedFuture(new IOException("killed"));
    }
    messagesLeft--;
    return node.kept
        .keep(MasterKeyText.read(masterKeys))
        .thenRun(this::writeEverywhere)
        .thenRun(this::requireEverythingReadable);
  }

  /** Each node seals something for a new owner. */
  void writeEverywhere() {
    for (var node : nodes) {
      var owner = "owner" + writes++;
      var ring = now(node.keys.begin(owner, "romeo"));
      sealed.add(new Sealed(owner, ring.seal("romeo", LOG, "said.1", PLAIN)));
    }
  }

  /** Each node, and each as it would be after a start, opens all that was sealed. */
  void requireEverythingReadable() {
    for (var node : nodes) {
      for (var each : sealed) {
        var event = each.event();
        requireReadable(now(fresh(node).open(each.owner())), event);
        requireReadable(now(node.keys.openFor(each.owner(), List.of(event))), event);
      }
    }
  }

  private static void requireReadable(KeyRing ring, SealedEvent event) {
    assertArrayEquals(PLAIN, ring.open(LOG, event).orElseThrow());
  }

  /** All nodes begin again with what their files say. */
  void restart() throws IOException {
    messagesLeft = Integer.MAX_VALUE;
    for (var node : nodes) {
      node.keys = fresh(node);
      node.kept = new KeptMasters(node.file, node.keys);
    }
  }

  /** The names of all masters that somebody still has. */
  List<String> masters() throws IOException {
    var names = new ArrayList<String>();
    for (var node : nodes) {
      node.file.open().all().keySet().stream()
          .filter(id -> !names.contains(id))
          .forEach(names::add);
    }
    return names;
  }

  private DataKeys fresh(Node node) {
    try {
      return new DataKeys(table, node.file.open());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
