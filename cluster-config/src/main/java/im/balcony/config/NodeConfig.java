package im.balcony.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a node's configuration in their order: options of the command line, {@code --set},
 * {@code --config}, the role's overlay, our reference, the references of the libraries.
 */
public final class NodeConfig {
  private static final String REFERENCE = "balcony-reference.conf";
  private static final String ROLE = "balcony.role";
  private static final String DISCOVERY = "balcony.cluster.discovery.method";

  private NodeConfig() {}

  /** The reference alone, as a node of this role has it; for tests and for the list of defaults. */
  public static Config reference(NodeRole role) {
    return whole(ConfigFactory.empty(), role);
  }

  /**
   * The configuration of a node as its operator wants it, checked.
   *
   * @param options what the command line's own options say, already as settings
   * @param sets the texts of {@code --set key=value}
   */
  public static Config load(Config options, List<String> sets, @Nullable Path file)
      throws ConfigProblem {
    var known = new KnownSettings(reference(NodeRole.BOTH));
    var said = options;
    known.check(said, "options");
    for (var set : sets) {
      var setting = parsedSet(set);
      known.check(setting, "--set " + set);
      said = said.withFallback(setting);
    }
    if (file != null) {
      var fromFile = parsedFile(file);
      known.check(fromFile, file.toString());
      said = said.withFallback(fromFile);
    }
    try {
      var role = NodeRole.of(said.hasPath(ROLE) ? said.getString(ROLE) : NodeRole.BOTH.word());
      return whole(said, role);
    } catch (ConfigException e) {
      throw new ConfigProblem("configuration: " + firstLine(e));
    }
  }

  private static Config whole(Config said, NodeRole role) {
    var config =
        said.withFallback(resource(role.overlay()))
            .withFallback(resource(REFERENCE))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    if (!config.getString("balcony.cluster.tls.key-file").isEmpty()) {
      config = resource("remoting-tls.conf").withFallback(config).resolve();
    }
    return switch (config.getString(DISCOVERY)) {
      case "dns" -> resource("discovery.conf").withFallback(config).resolve();
      case "kubernetes" ->
          discoveredPods(config)
              .withFallback(resource("discovery.conf"))
              .withFallback(config)
              .resolve();
      default -> config;
    };
  }

  /** Akka finds the namespace of this pod by itself, unless one is named. */
  private static Config discoveredPods(Config config) {
    var pods = resource("discovery-kubernetes.conf");
    return config.getString("balcony.cluster.discovery.pod-namespace").isEmpty()
        ? pods.withoutPath("akka.discovery.kubernetes-api.pod-namespace")
        : pods;
  }

  private static Config resource(String name) {
    return ConfigFactory.parseResources(
        NodeConfig.class.getClassLoader(),
        name,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  private static Config parsedFile(Path file) throws ConfigProblem {
    if (!Files.isReadable(file)) {
      throw new ConfigProblem("configuration file " + file + " cannot be read");
    }
    try {
      return ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
          .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
    } catch (ConfigException e) {
      throw new ConfigProblem("configuration file " + firstLine(e));
    }
  }

  private static Config parsedSet(String set) throws ConfigProblem {
    var equals = set.indexOf('=');
    if (equals <= 0) {
      throw new ConfigProblem("--set " + set + ": write it as key=value");
    }
    var key = set.substring(0, equals).strip();
    var value = set.substring(equals + 1).strip();
    try {
      ConfigUtil.splitPath(key);
      return ConfigFactory.parseString(key + " = " + value);
    } catch (ConfigException parse) {
      // A bare text with signs of the syntax in it, such as a path or an address.
      try {
        return ConfigFactory.parseString(key + " = " + ConfigUtil.quoteString(value));
      } catch (ConfigException e) {
        throw new ConfigProblem("--set " + set + ": " + firstLine(e));
      }
    }
  }

  private static String firstLine(ConfigException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
  }
}
