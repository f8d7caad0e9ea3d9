package im.balcony.edge.cluster;

import com.typesafe.config.Config;
import im.balcony.config.NodeRole;
import im.balcony.edge.StartProblem;
import java.time.Duration;
import java.util.List;

/**
 * How a node finds its cluster: {@code balcony.cluster.discovery}.
 *
 * @param max until it is a member
 */
public record DiscoverySettings(String method, Duration max) {
  private static final String STATIC = "static";
  private static final List<String> METHODS = List.of(STATIC, "dns", "kubernetes");

  /** By {@code --join} alone. */
  public boolean isStatic() {
    return method.equals(STATIC);
  }

  /** Refuses what could not work, or would make two clusters of one. */
  public static DiscoverySettings from(Config config, NodeRole role) throws StartProblem {
    var discovery = config.getConfig("balcony.cluster.discovery");
    var method = discovery.getString("method");
    if (!METHODS.contains(method)) {
      throw new StartProblem(
          "balcony.cluster.discovery.method = %s: use one of %s".formatted(method, METHODS));
    }
    var found = new DiscoverySettings(method, Duration.ofSeconds(discovery.getInt("seconds-max")));
    if (!found.isStatic()) {
      requireUsable(config, discovery, role);
    }
    return found;
  }

  private static void requireUsable(Config config, Config discovery, NodeRole role)
      throws StartProblem {
    var key = discovery.getString("method").equals("dns") ? "service" : "pod-labels";
    require(
        !discovery.getString(key).isEmpty(),
        "balcony.cluster.discovery.%s is empty: it says where nodes with entities are found"
            .formatted(key));
    require(
        config.getString("balcony.cluster.join").isEmpty(),
        "a node that discovers its cluster joins nobody by name: drop --join, or say"
            + " balcony.cluster.discovery.method = static");
    require(
        !config.getStringList("balcony.cassandra.contact-points").isEmpty(),
        "a node that discovers its cluster needs a Cassandra that exists: name it in"
            + " balcony.cassandra.contact-points");
    require(
        discovery.getInt("required-contact-points") > 0,
        "balcony.cluster.discovery.required-contact-points must be at least 1");
    require(
        !role.hasEntities() || !config.getString("balcony.secrets").isEmpty(),
        "nodes that discover each other begin with the same master key: name the folder that has it"
            + " in balcony.secrets (made by ./balcony key generate)");
  }

  private static void require(boolean condition, String problem) throws StartProblem {
    if (!condition) {
      throw new StartProblem(problem);
    }
  }
}
