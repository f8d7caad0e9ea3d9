package im.balcony.edge.settings;

import com.typesafe.config.Config;
import im.balcony.edge.tls.TlsSettings;
import java.nio.file.Path;
import java.util.List;

/** Everything an edge is configured by: balcony-edge.conf says what each setting means. */
public record EdgeSettings(
    List<String> domains,
    String host,
    int eventLoopThreads,
    boolean nativeTransport,
    C2sSettings c2s,
    HttpSettings http,
    StunSettings stun,
    S2sSettings s2s,
    TlsSettings tls,
    DrainSettings drain,
    ProxySettings proxy) {

  public EdgeSettings {
    domains = List.copyOf(domains);
    if (domains.isEmpty()) {
      throw new IllegalArgumentException("balcony.domains names no domain");
    }
    if (!c2s.tlsRequired() && !BindAddress.isLoopback(host)) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.tls = optional is allowed on loopback only: set balcony.edge.host ="
              + " 127.0.0.1, or tls = required");
    }
  }

  /** Reads a whole node's configuration; a wrong value is an {@link IllegalArgumentException}. */
  public static EdgeSettings from(Config root) {
    var edge = root.getConfig("balcony.edge");
    return new EdgeSettings(
        root.getStringList("balcony.domains"),
        edge.getString("host"),
        edge.getInt("event-loop-threads"),
        edge.getBoolean("native-transport"),
        C2sSettings.from(edge.getConfig("c2s")),
        HttpSettings.from(edge.getConfig("http")),
        StunSettings.from(edge.getConfig("stun")),
        S2sSettings.from(edge.getConfig("s2s"), edge.getString("host")),
        TlsSettings.from(edge.getConfig("tls"), Path.of(root.getString("balcony.data"))),
        DrainSettings.from(edge.getConfig("drain")),
        ProxySettings.from(edge.getConfig("proxy-protocol")));
  }
}
