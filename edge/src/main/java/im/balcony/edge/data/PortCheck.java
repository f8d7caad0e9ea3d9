package im.balcony.edge.data;

import com.typesafe.config.Config;
import im.balcony.config.NodeRole;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One port a node will open, and whether it can. */
public record PortCheck(String purpose, String host, int port, String option) {

  private static final String STUN = "STUN";

  /** The fixed ports of a node; those it leaves to the system cannot be taken. */
  public static List<PortCheck> of(Config config, NodeRole role, boolean embeddedCassandra) {
    var ports = new ArrayList<PortCheck>();
    if (role.hasListeners()) {
      var host = config.getString("balcony.edge.host");
      add(ports, config, "XMPP", host, "balcony.edge.c2s.port", "--c2s-port");
      add(
          ports,
          config,
          "XMPP over TLS",
          host,
          "balcony.edge.c2s.direct-tls-port",
          "--direct-tls-port");
      add(ports, config, "HTTPS", host, "balcony.edge.http.https-port", "--https-port");
      add(ports, config, "HTTP", "127.0.0.1", "balcony.edge.http.http-port", "--http-port");
      if (config.getBoolean("balcony.edge.s2s.enabled")) {
        for (var key : List.of("balcony.edge.s2s.port", "balcony.edge.s2s.direct-tls-port")) {
          add(ports, config, "XMPP between servers", host, key, "--set " + key + "=N");
        }
      }
      add(ports, config, STUN, host, "balcony.edge.stun.port", "--stun-port");
    }
    add(
        ports,
        config,
        "management",
        config.getString("balcony.management.host"),
        "balcony.management.port",
        "--management-port");
    var clusterHost = config.getString("balcony.cluster.host");
    add(ports, config, "cluster", clusterHost, "balcony.cluster.port", "--cluster-port");
    if (embeddedCassandra) {
      var prefix = "balcony.cassandra.embedded.";
      add(ports, config, "Cassandra", "127.0.0.1", prefix + "native-port", "--cassandra-port");
      add(
          ports,
          config,
          "Cassandra's storage",
          "127.0.0.1",
          prefix + "storage-port",
          "--set " + prefix + "storage-port=N");
    }
    return ports;
  }

  private static void add(
      List<PortCheck> ports,
      Config config,
      String purpose,
      String host,
      String key,
      String option) {
    var port = config.getInt(key);
    if (port > 0) {
      ports.add(new PortCheck(purpose, host, port, option));
    }
  }

  /** Why it cannot be opened, and what to do; empty when it can. */
  public Optional<String> problem() {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      var address = new InetSocketAddress(InetAddress.getByName(host), port);
      socket.bind(address);
      if (purpose.equals(STUN)) {
        new DatagramSocket(address).close();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "port %d (%s) on %s cannot be opened (%s): stop what holds it, move it with %s, or all ports with --port-offset"
              .formatted(port, purpose, host, e.getMessage(), option));
    }
  }
}
