package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.management.Management;
import im.balcony.edge.settings.ManagementSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answer of a node as an exit code. */
class ReadyCommandTest {
  @Test
  void theExitCodeSaysWhetherTheNodeServes() throws Exception {
    var config =
        ConfigFactory.parseString("balcony.management.port = 0")
            .withFallback(NodeConfig.reference(NodeRole.BOTH));
    var management = Management.open(ManagementSettings.from(config));
    var port = management.address().orElseThrow().getPort();
    var url = "http://127.0.0.1:%d/ready".formatted(port);
    try (management) {
      assertEquals(1, BalconyCommand.run("ready", url));
      management.serve(List.of());
      assertEquals(0, BalconyCommand.run("ready", url));
    }
    assertEquals(1, BalconyCommand.run("ready", url), "nobody answers");
    assertEquals(1, BalconyCommand.run("ready", "nowhere"));
  }
}
