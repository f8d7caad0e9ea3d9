package im.balcony.load.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;

/** Two actor nodes and an edge; the first actor node has the database. */
final class ThreeNodes implements AutoCloseable {
  private final Path folder;
  private final NodePlace edgePlace;
  private final BalconyProcess first;
  private final BalconyProcess second;
  private final BalconyProcess edge;

  private ThreeNodes(
      Path folder,
      NodePlace edgePlace,
      BalconyProcess first,
      BalconyProcess second,
      BalconyProcess edge) {
    this.folder = folder;
    this.edgePlace = edgePlace;
    this.first = first;
    this.second = second;
    this.edge = edge;
  }

  static ThreeNodes start(Path folder) throws IOException, InterruptedException, TimeoutException {
    var firstPlace = NodePlace.in(folder.resolve("first"));
    var edgePlace = NodePlace.in(folder.resolve("edge"));
    var join = firstPlace.clusterAddress();
    var first = BalconyProcess.start(firstPlace, "--role", "actor");
    var second =
        BalconyProcess.start(
            NodePlace.in(folder.resolve("second")), "--role", "actor", "--join", join);
    var edge = BalconyProcess.start(edgePlace, "--role", "edge", "--join", join);
    first.command("user", "import", RecordedLoad.accounts(folder).toString());
    return new ThreeNodes(folder, edgePlace, first, second, edge);
  }

  RecordedLoad startLoad() throws IOException, InterruptedException, TimeoutException {
    var load = new RecordedLoad(folder.resolve("history.jsonl"), edgePlace.c2sPort());
    load.start();
    return load;
  }

  Logins logins() {
    return new Logins(edgePlace.c2sPort());
  }

  BalconyProcess second() {
    return second;
  }

  BalconyProcess edge() {
    return edge;
  }

  @Override
  public void close() {
    edge.close();
    second.close();
    first.close();
  }
}
