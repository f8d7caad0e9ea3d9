package im.balcony.edge.command;

import im.balcony.edge.admin.AdminClient;
import im.balcony.edge.data.DataLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running node a command speaks to: the one on this data folder. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "data",
      description = "The data folder of the node (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  Path folder() {
    return data;
  }

  AdminClient connect() throws CommandProblem {
    var socket = new DataLayout(data).adminSocket();
    try {
      return AdminClient.connect(socket);
    } catch (IOException e) {
      var here = data.toAbsolutePath().normalize();
      throw new CommandProblem(
          Files.exists(data)
              ? "no node answers on data folder %s: start it with ./balcony run%s"
                  .formatted(here, data.equals(Path.of("data")) ? "" : " --data " + data)
              : "there is no data folder %s: start a node with ./balcony run, or name its folder with --data"
                  .formatted(here));
    }
  }
}
