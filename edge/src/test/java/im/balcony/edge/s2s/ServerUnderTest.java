package im.balcony.edge.s2s;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.settings.S2sSettings.RouteTls;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server of one domain and {@code conference.} below it, on free ports of this machine. */
final class ServerUnderTest implements AutoCloseable {
  static final int WAIT_SECONDS_MAX = 60;

  private final ServerEdge edge;
  private final Map<String, List<Target>> targets = new ConcurrentHashMap<>();
  private final BlockingQueue<Stanza> arrived = new LinkedBlockingQueue<>();
  private volatile Function<Stanza, CompletionStage<Void>> settling =
      stanza -> CompletableFuture.completedFuture(null);

  /** With the development certificate, and these settings besides. */
  ServerUnderTest(Path folder, String domain, String... settings) {
    var config =
        ConfigFactory.parseString(String.join("\n", settings))
            .withFallback(
                ConfigFactory.parseString(
                    """
                    balcony { domains = ["%s"], data = "%s" }
                    balcony.edge {
                      host = 127.0.0.1
                      s2s { enabled = on, port = 0, direct-tls-port = 0 }
                    }
                    """
                        .formatted(domain, folder.resolve(domain))))
            .withFallback(NodeConfig.reference(NodeRole.BOTH));
    try {
      edge =
          ServerEdge.start(
              EdgeSettings.from(config),
              name -> name.equals(domain) || name.equals("conference." + domain),
              secretOf(domain),
              this::onArrival,
              Clock.systemUTC(),
              loop -> name -> CompletableFuture.completedFuture(targetsOf(name)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a certificate of an authority that it trusts itself. */
  static ServerUnderTest certified(
      Path folder, String domain, ClusterCertificate certificate, String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add(
        """
        balcony.edge.tls { certificate-file = "%s", key-file = "%s" }
        balcony.edge.s2s.ca-file = "%s"
        """
            .formatted(certificate.chain(), certificate.key(), certificate.authority()));
    return new ServerUnderTest(folder, domain, all.toArray(String[]::new));
  }

  static byte[] secretOf(String domain) {
    return ("secret of " + domain).getBytes(StandardCharsets.UTF_8);
  }

  private CompletionStage<Void> onArrival(Stanza stanza) {
    arrived.add(stanza);
    return settling.apply(stanza);
  }

  private List<Target> targetsOf(String domain) {
    return targets.getOrDefault(domain, List.of());
  }

  /** From now on the server of this domain is that one. */
  ServerUnderTest knows(String domain, ServerUnderTest other) {
    return knows(domain, other.port("s2s"), RouteTls.STARTTLS);
  }

  ServerUnderTest knows(String domain, int port, RouteTls tls) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    targets.merge(
        domain,
        List.of(new Target(address, tls)),
        (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    return this;
  }

  void forgets(String domain) {
    targets.remove(domain);
  }

  /** What becomes of what arrives from now on. */
  void settles(Function<Stanza, CompletionStage<Void>> how) {
    settling = how;
  }

  int port(String listener) {
    var address = edge.addresses().get(listener);
    if (address == null) {
      throw new IllegalArgumentException("no listener " + listener);
    }
    return address.getPort();
  }

  boolean mayReach(String domain) {
    return edge.mayReach(domain);
  }

  /** Sends a message of this id, as an account of the one domain to one of the other. */
  CompletableFuture<Optional<StanzaError>> send(String from, String to, String id) {
    return edge.send(message(from, to, id), from, to).toCompletableFuture();
  }

  static Stanza message(String from, String to, String id) {
    var element =
        XmlElement.named("message", "jabber:client")
            .attribute("from", "romeo@" + from + "/balcony")
            .attribute("to", "juliet@" + to)
            .attribute("id", id)
            .child(XmlElement.named("body", "jabber:client").text("Hi " + id).build())
            .build();
    return ((StanzaReader.Read) StanzaReader.read(element)).stanza();
  }

  /** The next stanza that arrives. */
  Stanza arrival() throws InterruptedException {
    var stanza = arrived.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    if (stanza == null) {
      throw new AssertionError("nothing arrived");
    }
    return stanza;
  }

  boolean hasArrivals() {
    return !arrived.isEmpty();
  }

  @Override
  public void close() {
    edge.close();
  }
}
