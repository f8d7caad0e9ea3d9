package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import im.balcony.config.ConfigProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RunOptionsTest {
  @Test
  void anOffsetMovesEveryPortThatIsFixed() throws Exception {
    var config = load("--port-offset", "100", "--https-port", "0", "--http-port", "-1");
    assertEquals(5322, config.getInt("balcony.edge.c2s.port"));
    assertEquals(5323, config.getInt("balcony.edge.c2s.direct-tls-port"));
    assertEquals(0, config.getInt("balcony.edge.http.https-port"));
    assertEquals(-1, config.getInt("balcony.edge.http.http-port"));
    assertEquals(3578, config.getInt("balcony.edge.stun.port"));
    assertEquals(25620, config.getInt("balcony.cluster.port"));
    assertEquals(25620, config.getInt("akka.remote.artery.canonical.port"));
    assertEquals(-1, config.getInt("balcony.management.port"));
    assertEquals(9342, config.getInt("balcony.cassandra.embedded.native-port"));
  }

  @Test
  void everyDomainIsServed() throws Exception {
    assertEquals(
        List.of("a.example", "b.example"),
        load("--domain", "a.example", "--domain", "b.example").getStringList("balcony.domains"));
  }

  @Test
  void theRoleBringsItsOverlay() throws Exception {
    assertEquals(List.of("edge"), load("--role", "edge").getStringList("akka.cluster.roles"));
  }

  @Test
  void anOptionWinsOverASet() throws Exception {
    var config = load("--set", "balcony.edge.c2s.port=1", "--c2s-port", "2");
    assertEquals(2, config.getInt("balcony.edge.c2s.port"));
  }

  @Test
  void anOffsetThatLeavesTheRangeIsRefused() {
    assertThrows(ConfigProblem.class, () -> load("--port-offset", "60000"));
    assertThrows(ConfigProblem.class, () -> load("--port-offset", "-5222"));
  }

  private static Config load(String... args) throws ConfigProblem {
    var options = new RunOptions();
    new CommandLine(options).parseArgs(args);
    return options.load();
  }
}
