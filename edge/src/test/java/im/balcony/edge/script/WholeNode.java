package im.balcony.edge.script;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.edge.BalconyNode;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.webpush.P256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole server in this JVM, with its real journal, for the domains of the scripts. */
public final class WholeNode implements AutoCloseable {
  /** What its logins at the relay are made of (XEP-0215). */
  static final String TURN_SECRET = "north star";

  private static final byte[] SALT = "one salt for tests".getBytes(StandardCharsets.UTF_8);

  private final BalconyNode node;

  private WholeNode(BalconyNode node) {
    this.node = node;
  }

  /**
   * @param settings more of them, "key=value"
   */
  public static WholeNode start(Path data, List<String> settings) throws Exception {
    var ports = freePorts(3);
    var turnSecret = Files.writeString(data.resolveSibling("turn-secret"), TURN_SECRET + "\n");
    var vapidKey = data.resolveSibling("vapid.pem");
    if (Files.notExists(vapidKey)) {
      Files.writeString(vapidKey, vapidKey());
    }
    var options =
        Map.ofEntries(
            Map.entry("balcony.data", (Object) data.toString()),
            Map.entry("balcony.domains", List.of("a.example", "b.example")),
            Map.entry("balcony.log.file", false),
            Map.entry("balcony.edge.host", "127.0.0.1"),
            Map.entry("balcony.edge.c2s.tls", "optional"),
            Map.entry("balcony.edge.c2s.port", 0),
            // what an acknowledgement counts must not depend on how busy the machine is
            Map.entry("balcony.edge.c2s.session.answer-ack-millis-max", 20_000),
            Map.entry("balcony.edge.c2s.direct-tls-port", 0),
            Map.entry("balcony.edge.http.https-port", -1),
            Map.entry("balcony.edge.http.http-port", -1),
            Map.entry("balcony.edge.stun.port", -1),
            Map.entry(
                "balcony.services.external",
                List.of(
                    Map.of("type", "stun", "host", "relay.example", "port", 3478),
                    Map.of(
                        "type",
                        "turn",
                        "host",
                        "relay.example",
                        "port",
                        3478,
                        "secret-file",
                        turnSecret.toString()))),
            Map.entry("balcony.cluster.port", ports.get(0)),
            Map.entry("balcony.cassandra.embedded.native-port", ports.get(1)),
            Map.entry("balcony.cassandra.embedded.storage-port", ports.get(2)),
            Map.entry("balcony.cassandra.embedded.unsafe-system", true));
    var sets = new ArrayList<>(settings); // what stands first counts
    sets.add("balcony.push.gateway.webpush.vapid-key-file=" + vapidKey);
    sets.add("balcony.push.gateway.webpush.subject=\"mailto:admin@a.example\"");
    sets.add("balcony.push.gateway.webpush.hosts=[\"relay.example\"]");
    var config = NodeConfig.load(ConfigFactory.parseMap(options), sets, null);
    return new WholeNode(BalconyNode.start(config));
  }

  private static String vapidKey() {
    var key = P256.newKeyPair(new SecureRandom()).getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
        .formatted(Base64.getEncoder().encodeToString(key));
  }

  public InetSocketAddress c2s() {
    return listener("c2s");
  }

  public InetSocketAddress c2sTls() {
    return listener("c2s-tls");
  }

  /** Where machines ask; only with a port for it among the settings. */
  public InetSocketAddress management() {
    return listener("management");
  }

  private InetSocketAddress listener(String name) {
    return node.addresses().entrySet().stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no listener: " + node.addresses()));
  }

  public void createAccounts(List<String> bareJids, String password) {
    var keys = keys(password);
    for (var jid : bareJids) {
      node.accounts().create(Jid.parse(jid), keys).toCompletableFuture().join();
    }
  }

  private static List<ScramKeys> keys(String password) {
    return Stream.of(ScramMechanism.values())
        .map(mechanism -> ScramKeys.derive(mechanism, password, SALT, ScramKeys.ITERATIONS_MIN))
        .map(Optional::orElseThrow)
        .toList();
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (var i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
