package im.balcony.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file that is shipped loads, and names only what the libraries and the reference know. */
final class ReferenceTest {
  /** Known to the library, but absent or commented out in its own reference. */
  private static final Set<String> UNLISTED =
      Set.of(
          "akka.actor.serialization-bindings.\"im.balcony.actors.WireMessage\"",
          "akka.cluster.sharding.role",
          "akka.serialization.jackson.jackson-cbor.compression.algorithm",
          "datastax-java-driver.basic.load-balancing-policy.local-datacenter");

  private static final String CONTACTS =
      "akka.management.cluster.bootstrap.contact-point-discovery.";
  private static final Config LIBRARIES = ConfigFactory.defaultReference();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "balcony-reference.conf",
        "role-both.conf",
        "role-actor.conf",
        "role-edge.conf",
        "region-eu.conf",
        "region-us.conf",
        "remoting-tls.conf",
        "discovery.conf",
        "discovery-kubernetes.conf"
      })
  void everyKeyOfALibraryIsKnownToIt(String file) {
    var unknown = new TreeSet<String>();
    for (var entry : parsed(file).entrySet()) {
      var path = entry.getKey();
      if (path.startsWith("akka.") || path.startsWith("datastax-java-driver.basic")) {
        if (!LIBRARIES.hasPathOrNull(path) && !listed(path)) {
          unknown.add(path);
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @ParameterizedTest
  @EnumSource(NodeRole.class)
  void everyRoleResolvesAndCarriesItsName(NodeRole role) {
    var config = NodeConfig.reference(role);
    assertEquals(role.word(), config.getString("balcony.role"));
    assertEquals(role.hasEntities(), config.getStringList("akka.cluster.roles").contains("actor"));
    assertEquals(role.hasListeners(), config.getStringList("akka.cluster.roles").contains("edge"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"region-eu.conf", "region-us.conf"})
  void everyRegionIsAcceptedAsANodesOwnFile(String file) throws Exception {
    var config = NodeConfig.load(parsed(file), List.of(), null);
    assertEquals(1000, config.getInt("akka.cluster.sharding.number-of-shards"));
  }

  @Test
  void nothingOfTheClusterIsReachableFromOutsideByDefault() {
    var config = NodeConfig.reference(NodeRole.BOTH);
    assertEquals("127.0.0.1", config.getString("akka.remote.artery.canonical.hostname"));
  }

  @Test
  void whoDiscoversItsClusterAsksByTheMethodThatIsNamed() throws Exception {
    var dns = discovering("dns", "service=actors.test");
    assertEquals("akka-dns", dns.getString("akka.discovery.method"));
    assertEquals("actors.test", dns.getString(CONTACTS + "effective-name"));
    assertEquals(2, dns.getInt(CONTACTS + "required-contact-point-nr"));
    assertEquals("", dns.getString("akka.management.http.routes.health-checks"));
    var pods = discovering("kubernetes", "pod-labels=\"app=chat,part=actor\"");
    assertEquals("kubernetes-api", pods.getString("akka.discovery.method"));
    assertEquals(
        "app=chat,part=actor", pods.getString("akka.discovery.kubernetes-api.pod-label-selector"));
    assertEquals("<pod-namespace>", pods.getString("akka.discovery.kubernetes-api.pod-namespace"));
  }

  private static Config discovering(String method, String where) throws Exception {
    var prefix = "balcony.cluster.discovery.";
    return NodeConfig.load(
        ConfigFactory.empty(), List.of(prefix + "method=" + method, prefix + where), null);
  }

  @Test
  void javaSerializationIsOff() {
    var config = NodeConfig.reference(NodeRole.BOTH);
    assertTrue(!config.getBoolean("akka.actor.allow-java-serialization"));
  }

  private static boolean listed(String path) {
    // A phase may have a timeout of its own, the reference lists only those that do.
    var phase = path.startsWith("akka.coordinated-shutdown.phases.") && path.endsWith(".timeout");
    return UNLISTED.contains(path)
        || (phase && LIBRARIES.hasPath(path.substring(0, path.lastIndexOf('.'))));
  }

  private static Config parsed(String file) {
    return ConfigFactory.parseResources(
            ReferenceTest.class.getClassLoader(),
            file,
            ConfigParseOptions.defaults().setAllowMissing(false))
        .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true));
  }
}
