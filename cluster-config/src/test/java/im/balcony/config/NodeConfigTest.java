package im.balcony.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeConfigTest {
  @TempDir Path folder;

  @Test
  void optionsWinOverSetsWhichWinOverTheFileWhichWinsOverTheRole() throws Exception {
    var file =
        written(
            "balcony { role = actor, cassandra.keyspace = a, edge.c2s { port = 1, backlog = 2 } }");
    var config =
        NodeConfig.load(
            ConfigFactory.parseString("balcony.edge.c2s.port = 3"),
            List.of("balcony.edge.c2s.port=4", "balcony.edge.c2s.backlog=5"),
            file);
    assertEquals(3, config.getInt("balcony.edge.c2s.port"));
    assertEquals(5, config.getInt("balcony.edge.c2s.backlog"));
    assertEquals("a", config.getString("balcony.cassandra.keyspace"));
    assertEquals(List.of("actor"), config.getStringList("akka.cluster.roles"));
  }

  @Test
  void anUnknownKeyNamesItsSourceAndTheNearestKnownOne() {
    var problem = refused(List.of("balcony.edge.c2s.prot=1"));
    assertEquals(
        "--set balcony.edge.c2s.prot=1: \"balcony.edge.c2s.prot\" is unknown;"
            + " did you mean \"balcony.edge.c2s.port\"?",
        problem);
  }

  @Test
  void aKeyOutsideOfOurRootsIsRefused() {
    assertTrue(refused(List.of("port=1")).contains("settings begin with \"balcony.\""));
  }

  /** A default that reads like a switch would let nothing else through. */
  @Test
  void recordsOfCallsMayGoWhereverTheyCan() throws Exception {
    for (var sink : List.of("none", "off", "json", "csv", "kafka")) {
      var set = "balcony.call.records.sink=" + sink;
      var config = NodeConfig.load(ConfigFactory.empty(), List.of(set), null);
      assertEquals(sink, config.getString("balcony.call.records.sink"));
    }
  }

  @Test
  void aTextWhereANumberBelongsIsRefused() {
    assertTrue(refused(List.of("balcony.edge.c2s.port=many")).contains("must be a number"));
  }

  @Test
  void aNumberWhereASwitchBelongsIsRefused() {
    assertTrue(refused(List.of("balcony.cassandra.create-schema=7")).contains("must be on or off"));
  }

  @Test
  void aGroupWhereAValueBelongsIsRefused() {
    refused(List.of("balcony.edge.c2s.port.deeper=1"));
  }

  @Test
  void aSetWithoutEqualsSaysHowToWriteIt() {
    assertTrue(refused(List.of("balcony.data")).endsWith("write it as key=value"));
  }

  @Test
  void aSetMayHoldSignsOfTheSyntax() throws Exception {
    var config = load(List.of("balcony.cluster.join=[::1]:25520", "balcony.data=/a b/{c}"));
    assertEquals("[::1]:25520", config.getString("balcony.cluster.join"));
    assertEquals("/a b/{c}", config.getString("balcony.data"));
  }

  @Test
  void anUnknownRoleIsRefusedWithTheKnownOnes() {
    assertEquals(
        "role \"boss\" is unknown; use one of both, actor, edge",
        refused(List.of("balcony.role=boss")));
  }

  @Test
  void aMissingFileAndABrokenFileAreOneLineEach() throws IOException {
    var broken = written("balcony { data = ");
    for (var file : List.of(folder.resolve("none.conf"), broken)) {
      var problem =
          assertThrows(
              ConfigProblem.class, () -> NodeConfig.load(ConfigFactory.empty(), List.of(), file));
      assertEquals(1, String.valueOf(problem.getMessage()).lines().count());
    }
  }

  @Test
  void theClusterSpeaksTlsOnceItsFilesAreNamed() throws Exception {
    var config = load(List.of("balcony.cluster.tls.key-file=/k.pem"));
    assertEquals("tls-tcp", config.getString("akka.remote.artery.transport"));
    assertEquals(
        "/k.pem", config.getString("akka.remote.artery.ssl.rotating-keys-engine.key-file"));
    assertEquals("tcp", load(List.of()).getString("akka.remote.artery.transport"));
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("node.conf"), text);
  }

  private static Config load(List<String> sets) throws ConfigProblem {
    return NodeConfig.load(ConfigFactory.empty(), sets, null);
  }

  private static String refused(List<String> sets) {
    var problem = assertThrows(ConfigProblem.class, () -> load(sets));
    return String.valueOf(problem.getMessage());
  }
}
