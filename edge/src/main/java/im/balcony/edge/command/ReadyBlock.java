package im.balcony.edge.command;

import com.typesafe.config.Config;
import im.balcony.edge.BalconyNode;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a node prints once it serves: where it listens and what to type next. */
record ReadyBlock(BalconyNode node, Config config) {

  void print(PrintWriter out, double seconds) {
    var domains = String.join(", ", node.domains());
    out.printf("Balcony %s serves %s%n", VersionCommand.Provider.number(), domains);
    node.addresses()
        .forEach(
            (name, address) ->
                out.printf("  %-22s %s:%d%n", name, address.getHostString(), address.getPort()));
    out.printf("  %-22s %s%n", "data", node.dataFolder());
    var option = isDefaultData() ? "" : " --data " + config.getString("balcony.data");
    out.printf("next: ./balcony user add alice@%s%s%n", node.domains().get(0), option);
    out.printf("ready in %.1f s; stop with Ctrl-C or SIGTERM%n", seconds);
    out.flush();
  }

  private boolean isDefaultData() {
    return Path.of(config.getString("balcony.data")).equals(Path.of("data"));
  }
}
