package im.balcony.edge.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.ConfigProblem;
import im.balcony.config.NodeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of a node, each a short name for a setting; the rest goes by file or {@code --set}.
 */
final class RunOptions {
  /** The ports that {@code --port-offset} moves. */
  private static final List<String> PORTS =
      List.of(
          "balcony.edge.c2s.port",
          "balcony.edge.c2s.direct-tls-port",
          "balcony.edge.http.https-port",
          "balcony.edge.http.http-port",
          "balcony.edge.stun.port",
          "balcony.cluster.port",
          "balcony.management.port",
          "balcony.cassandra.embedded.native-port",
          "balcony.cassandra.embedded.storage-port");

  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder (default: data); made when it is missing.")
  private @Nullable Path data;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "A domain served here (default: localhost); may be repeated.")
  private List<String> domains = new ArrayList<>();

  @Option(
      names = "--role",
      paramLabel = "both|edge|actor",
      description = "What this node does (default: both).")
  private @Nullable String role;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      description = "The cluster port of a running node whose cluster this one joins.")
  private @Nullable String join;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address of the listeners for clients (default: 0.0.0.0).")
  private @Nullable String host;

  @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port.")
  private int portOffset;

  @Option(names = "--c2s-port", paramLabel = "PORT", description = "XMPP (default: 5222).")
  private @Nullable Integer c2sPort;

  @Option(
      names = "--direct-tls-port",
      paramLabel = "PORT",
      description = "XMPP over TLS from the first byte (default: 5223).")
  private @Nullable Integer directTlsPort;

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description = "WebSocket over TLS (default: 5443).")
  private @Nullable Integer httpsPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "WebSocket in clear text on loopback (default: 5280).")
  private @Nullable Integer httpPort;

  @Option(
      names = "--stun-port",
      paramLabel = "PORT",
      description = "STUN by UDP and TCP (default: 3478); -1: none.")
  private @Nullable Integer stunPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      description = "Between the nodes, on loopback unless configured (default: 25520).")
  private @Nullable Integer clusterPort;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description = "HTTP for machines: /alive, /ready (default: none).")
  private @Nullable Integer managementPort;

  @Option(
      names = "--cassandra-port",
      paramLabel = "PORT",
      description = "CQL of the embedded Cassandra, on loopback (default: 9242).")
  private @Nullable Integer cassandraPort;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; wins over the file; may be repeated.")
  private List<String> sets = new ArrayList<>();

  Config load() throws ConfigProblem {
    var loaded = NodeConfig.load(ConfigFactory.parseMap(said(), "options"), sets, config);
    return moved(loaded);
  }

  private Map<String, Object> said() {
    var said = new HashMap<String, Object>();
    put(said, "balcony.data", data == null ? null : data.toString());
    put(said, "balcony.domains", domains.isEmpty() ? null : domains);
    put(said, "balcony.role", role);
    put(said, "balcony.cluster.join", join);
    put(said, "balcony.edge.host", host);
    put(said, "balcony.edge.c2s.port", c2sPort);
    put(said, "balcony.edge.c2s.direct-tls-port", directTlsPort);
    put(said, "balcony.edge.http.https-port", httpsPort);
    put(said, "balcony.edge.http.http-port", httpPort);
    put(said, "balcony.edge.stun.port", stunPort);
    put(said, "balcony.cluster.port", clusterPort);
    put(said, "balcony.management.port", managementPort);
    put(said, "balcony.cassandra.embedded.native-port", cassandraPort);
    return said;
  }

  private static void put(Map<String, Object> said, String key, @Nullable Object value) {
    if (value != null) {
      said.put(key, value);
    }
  }

  /** Ports that are off (-1) or free ones (0) stay what they are. */
  private Config moved(Config loaded) throws ConfigProblem {
    var moved = new HashMap<String, Object>();
    for (var key : PORTS) {
      var port = loaded.getLong(key);
      var next = port <= 0 ? port : port + portOffset;
      if (next < -1 || next > PORT_MAX || (port > 0 && next < 1)) {
        throw new ConfigProblem(
            "%s = %d with --port-offset %d is not a port".formatted(key, port, portOffset));
      }
      moved.put(key, next);
    }
    var config = ConfigFactory.parseMap(moved, "--port-offset").withFallback(loaded);
    // Resolved already, before the port moved.
    return config.withValue(
        "akka.remote.artery.canonical.port", config.getValue("balcony.cluster.port"));
  }
}
