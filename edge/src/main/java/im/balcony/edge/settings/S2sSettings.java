package im.balcony.edge.settings;

import com.typesafe.config.Config;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Streams to and from other servers: {@code balcony.edge.s2s}. */
public record S2sSettings(
    boolean enabled,
    int port,
    int directTlsPort,
    boolean tlsRequired,
    boolean certificatesRequired,
    String caFile,
    Set<String> allow,
    Set<String> deny,
    List<Route> routes,
    ConnectionLimits connections,
    Inbound inbound,
    Outbound outbound) {

  /** How the stream to another server is encrypted. */
  public enum RouteTls {
    STARTTLS,
    DIRECT,
    NONE
  }

  /** Where the server of a domain is, instead of what DNS says. */
  public record Route(String domain, String host, int port, RouteTls tls) {}

  /** Bounds of one stream that another server has opened. */
  public record Inbound(
      int authenticationSecondsMax,
      int authenticationBytesMax,
      int authenticationStanzaBytesMax,
      int failuresMax,
      int pairsMax,
      int verificationsMax,
      int verificationSecondsMax,
      int stanzasInFlightMax,
      int stanzasPerSecondMax,
      int silentSecondsMax) {}

  /** Bounds of the streams to other servers, and of what waits for them. */
  public record Outbound(
      int linksMax,
      int queueStanzasMax,
      int queueBytesMax,
      int queueSecondsMax,
      int unacknowledgedSecondsMax,
      int targetsMax,
      int connectMillisMax,
      int negotiationSecondsMax,
      int backoffSecondsFirst,
      int backoffSecondsMax,
      int idleSecondsMax) {}

  public S2sSettings {
    allow = Set.copyOf(allow);
    deny = Set.copyOf(deny);
    routes = List.copyOf(routes);
  }

  static S2sSettings from(Config s2s, String host) {
    boolean tlsRequired = isRequired(s2s, "tls");
    var routes = s2s.getConfigList("routes").stream().map(S2sSettings::route).toList();
    boolean inClear = routes.stream().anyMatch(route -> route.tls() == RouteTls.NONE);
    if (s2s.getBoolean("enabled") && (!tlsRequired || inClear) && !BindAddress.isLoopback(host)) {
      throw new IllegalArgumentException(
          "balcony.edge.s2s.tls = optional and routes with tls = none are allowed on loopback only:"
              + " set balcony.edge.host = 127.0.0.1, or tls = required");
    }
    return new S2sSettings(
        s2s.getBoolean("enabled"),
        s2s.getInt("port"),
        s2s.getInt("direct-tls-port"),
        tlsRequired,
        isRequired(s2s, "certificates"),
        s2s.getString("ca-file"),
        domains(s2s, "allow"),
        domains(s2s, "deny"),
        routes,
        ConnectionLimits.from(s2s.getConfig("connections")),
        inbound(s2s.getConfig("inbound")),
        outbound(s2s.getConfig("outbound")));
  }

  private static boolean isRequired(Config s2s, String key) {
    var value = s2s.getString(key);
    if (!value.equals("required") && !value.equals("optional")) {
      throw new IllegalArgumentException(
          "balcony.edge.s2s.%s must be required or optional, not %s".formatted(key, value));
    }
    return value.equals("required");
  }

  private static Set<String> domains(Config s2s, String key) {
    return s2s.getStringList(key).stream()
        .map(domain -> domain("balcony.edge.s2s." + key, domain))
        .collect(Collectors.toSet());
  }

  private static String domain(String key, String domain) {
    return Jid.tryParse(domain)
        .filter(Jid::isDomain)
        .map(Jid::domain)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is not the name of a domain".formatted(key, domain)));
  }

  private static Route route(Config route) {
    try {
      return new Route(
          domain("balcony.edge.s2s.routes", route.getString("domain")),
          route.getString("host"),
          route.getInt("port"),
          RouteTls.valueOf(route.getString("tls").toUpperCase(Locale.ROOT)));
    } catch (com.typesafe.config.ConfigException e) {
      throw new IllegalArgumentException(
          "balcony.edge.s2s.routes: an entry is { domain, host, port, tls = starttls|direct|none }: "
              + e.getMessage(),
          e);
    }
  }

  private static Inbound inbound(Config inbound) {
    return new Inbound(
        inbound.getInt("authentication-seconds-max"),
        inbound.getInt("authentication-bytes-max"),
        inbound.getInt("authentication-stanza-bytes-max"),
        inbound.getInt("failures-max"),
        inbound.getInt("pairs-max"),
        inbound.getInt("verifications-max"),
        inbound.getInt("verification-seconds-max"),
        inbound.getInt("stanzas-in-flight-max"),
        inbound.getInt("stanzas-per-second-max"),
        inbound.getInt("silent-seconds-max"));
  }

  private static Outbound outbound(Config outbound) {
    return new Outbound(
        outbound.getInt("links-max"),
        outbound.getInt("queue-stanzas-max"),
        outbound.getInt("queue-bytes-max"),
        outbound.getInt("queue-seconds-max"),
        outbound.getInt("unacknowledged-seconds-max"),
        outbound.getInt("targets-max"),
        outbound.getInt("connect-millis-max"),
        outbound.getInt("negotiation-seconds-max"),
        outbound.getInt("backoff-seconds-first"),
        outbound.getInt("backoff-seconds-max"),
        outbound.getInt("idle-seconds-max"));
  }
}
