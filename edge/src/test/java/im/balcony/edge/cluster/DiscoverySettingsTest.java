package im.balcony.edge.cluster;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.StartProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node that discovers its cluster must be told, and what it must not. */
class DiscoverySettingsTest {
  private static final String KEY = "balcony.cluster.discovery.";
  private static final List<String> WELL =
      List.of(
          KEY + "method=dns",
          KEY + "service=actors.test",
          "balcony.cassandra.contact-points=[\"127.0.0.1:9042\"]",
          "balcony.secrets=given");

  @Test
  void byDefaultNothingIsDiscovered() throws Exception {
    assertTrue(settings(NodeRole.BOTH, List.of()).isStatic());
    assertTrue(!settings(NodeRole.ACTOR, WELL).isStatic());
  }

  @Test
  void whatIsMissingIsNamed() {
    refused("use one of", KEY + "method=zookeeper");
    refused("discovery.service is empty", KEY + "service=\"\"");
    refused("discovery.pod-labels is empty", KEY + "method=kubernetes");
    refused("--join", "balcony.cluster.join=\"127.0.0.1:25520\"");
    refused("contact-points", "balcony.cassandra.contact-points=[]");
    refused("at least 1", KEY + "required-contact-points=0");
    refused("balcony.secrets", "balcony.secrets=\"\"");
  }

  @Test
  void anEdgeNeedsNoMasterKey() throws Exception {
    var without = new ArrayList<>(List.of("balcony.secrets=\"\""));
    without.addAll(WELL);
    assertTrue(!settings(NodeRole.EDGE, without).isStatic());
  }

  private static void refused(String problem, String setting) {
    var sets = new ArrayList<>(List.of(setting));
    sets.addAll(WELL);
    var refused = assertThrows(StartProblem.class, () -> settings(NodeRole.ACTOR, sets));
    assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
  }

  private static DiscoverySettings settings(NodeRole role, List<String> sets) throws Exception {
    var config = NodeConfig.load(ConfigFactory.empty(), sets, null);
    return DiscoverySettings.from(config, role);
  }
}
