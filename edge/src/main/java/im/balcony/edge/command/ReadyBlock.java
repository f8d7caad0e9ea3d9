package im.balcony.edge.command;

import com.typesafe.config.Config;
import im.balcony.edge.BalconyNode;
import im.balcony.edge.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a node prints once it serves: where it listens and what to type next. */
record ReadyBlock(BalconyNode node, Config config) {

  private static final Map<String, String> NAMES =
      Map.of(
          "c2s", "XMPP (STARTTLS)",
          "c2s-tls", "XMPP (direct TLS)",
          "https", "WebSocket, BOSH (TLS)",
          "http", "the same (loopback)",
          "stun", "STUN (UDP, TCP)");

  void print(PrintWriter out, double seconds) {
    var domains = String.join(", ", node.domains());
    out.printf("Balcony %s serves %s%n", Version.number(), domains);
    node.addresses()
        .forEach(
            (name, address) ->
                out.printf(
                    "  %-22s %s:%d%n",
                    NAMES.getOrDefault(name, name), address.getHostString(), address.getPort()));
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
