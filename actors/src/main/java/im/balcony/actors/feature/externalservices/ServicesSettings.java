package im.balcony.actors.feature.externalservices;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is told of services: {@code balcony.services}.
 *
 * @param ownStunPort of the responder on the edges; 0 where none is told
 */
public record ServicesSettings(List<Service> services, int ownStunPort) {
  /** Of all services together; a client gets them in one stanza. */
  private static final int SERVICES_MAX = 50;

  private static final int FILE_BYTES_MAX = 65_536;
  private static final int PORT_MAX = 65_535;
  private static final Duration LIFETIME_MAX = Duration.ofDays(1);
  private static final Pattern HOST = Pattern.compile("[^\\s]{1,255}");
  static final Set<String> TYPES = Set.of("stun", "stuns", "turn", "turns");

  /** One service and how accounts log in there. */
  public record Service(ExternalService service, ServiceLogin login) {}

  public ServicesSettings {
    services = List.copyOf(services);
  }

  /** Neither services nor STUN. */
  public static ServicesSettings none() {
    return new ServicesSettings(List.of(), 0);
  }

  /**
   * Reads a whole node's configuration and the files of secrets; what is wrong is an {@link
   * IllegalArgumentException} that says what to do.
   */
  public static ServicesSettings from(Config root) {
    var settings = root.getConfig("balcony.services");
    var lifetime = settings.getDuration("login-lifetime");
    if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(LIFETIME_MAX) > 0) {
      throw new IllegalArgumentException(
          "balcony.services.login-lifetime is %s: set 1m to 24h".formatted(lifetime));
    }
    var services =
        Stream.concat(
                settings.getConfigList("external").stream(),
                listed(settings.getString("file")).stream())
            .map(service -> service(service, lifetime))
            .toList();
    if (services.size() > SERVICES_MAX) {
      throw new IllegalArgumentException(
          "balcony.services has %d services: %d are the most"
              .formatted(services.size(), SERVICES_MAX));
    }
    int stunPort = settings.getBoolean("own-stun") ? root.getInt("balcony.edge.stun.port") : 0;
    return new ServicesSettings(services, Math.max(0, stunPort));
  }

  /** The services of a file of their own, in the same form. */
  private static List<? extends Config> listed(String file) {
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      var path = Path.of(file);
      if (Files.size(path) > FILE_BYTES_MAX) {
        throw new IllegalArgumentException(
            "balcony.services.file: %s has more than %d bytes".formatted(file, FILE_BYTES_MAX));
      }
      return ConfigFactory.parseString(
              Files.readString(path), ConfigParseOptions.defaults().setOriginDescription(file))
          .getConfigList("external");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "balcony.services.file: %s cannot be read (%s)"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "balcony.services.file: %s has no list of services: write external = [ ... ] (%s)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Service service(Config config, Duration lifetime) {
    try {
      var transport = config.hasPath("transport") ? config.getString("transport") : "udp";
      var service =
          new ExternalService(
              config.getString("type"),
              config.getString("host"),
              config.getInt("port"),
              transport,
              null);
      var isKnown = TYPES.contains(service.type()) && Set.of("udp", "tcp").contains(transport);
      if (!isKnown
          || !HOST.matcher(service.host()).matches()
          || service.port() < 1
          || service.port() > PORT_MAX) {
        throw new IllegalArgumentException(
            "type is one of stun, stuns, turn, turns, host a name or address, transport udp or tcp, port 1 to 65535");
      }
      return new Service(service, login(config, service, lifetime));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new IllegalArgumentException(
          "balcony.services.external (%s): %s"
              .formatted(config.origin().description(), e.getMessage()),
          e);
    }
  }

  private static ServiceLogin login(Config config, ExternalService service, Duration lifetime) {
    if (config.hasPath("secret-file")) {
      var secret = firstLine(config.getString("secret-file"));
      return new ServiceLogin.Shared(secret.getBytes(StandardCharsets.UTF_8), lifetime);
    }
    if (config.hasPath("username")) {
      return new ServiceLogin.Fixed(
          config.getString("username"), firstLine(config.getString("password-file")));
    }
    if (service.type().startsWith("turn")) {
      throw new IllegalArgumentException(
          "a relay without a login serves the whole world: name its secret-file, or username and password-file");
    }
    return new ServiceLogin.Open();
  }

  private static String firstLine(String file) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .map(String::strip)
          .findFirst()
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> new IllegalArgumentException(file + " is empty"));
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }
}
