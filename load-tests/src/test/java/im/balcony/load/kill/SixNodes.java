package im.balcony.load.kill;

import im.balcony.load.client.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Three actor nodes, the first with the database, and three edges. */
final class SixNodes implements AutoCloseable {
  private final List<BalconyProcess> nodes = new ArrayList<>();
  private final List<BalconyProcess> others = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  static SixNodes start(Path folder, int accounts)
      throws IOException, InterruptedException, TimeoutException {
    var cluster = new SixNodes();
    try {
      cluster.startAll(folder, accounts);
      return cluster;
    } catch (IOException | InterruptedException | TimeoutException e) {
      cluster.close();
      throw e;
    }
  }

  private void startAll(Path folder, int accounts)
      throws IOException, InterruptedException, TimeoutException {
    var firstPlace = NodePlace.in(folder.resolve("first"));
    var join = firstPlace.clusterAddress();
    var first = BalconyProcess.start(firstPlace, "--role", "actor");
    nodes.add(first);
    for (var name : List.of("second", "third")) {
      var place = NodePlace.in(folder.resolve(name));
      var node = BalconyProcess.start(place, "--role", "actor", "--join", join);
      nodes.add(node);
      others.add(node);
    }
    for (var name : List.of("edge1", "edge2", "edge3")) {
      var place = NodePlace.in(folder.resolve(name));
      nodes.add(BalconyProcess.start(place, "--role", "edge", "--join", join));
      ports.add(place.c2sPort());
    }
    first.command("user", "import", accounts(folder, accounts).toString());
  }

  private static Path accounts(Path folder, int count) throws IOException {
    var lines = new StringBuilder();
    for (var number = 1; number <= count; number++) {
      var account = Account.numbered(number);
      lines.append(account.bareJid("localhost")).append(',').append(account.password());
      lines.append('\n');
    }
    return Files.writeString(folder.resolve("accounts.csv"), lines);
  }

  /** The actor nodes that the database does not hang on. */
  List<BalconyProcess> actorNodes() {
    return others;
  }

  /** Of each edge, for clients. */
  List<Integer> ports() {
    return ports;
  }

  @Override
  public void close() {
    for (var at = nodes.size() - 1; at >= 0; at--) {
      nodes.get(at).close();
    }
  }
}
