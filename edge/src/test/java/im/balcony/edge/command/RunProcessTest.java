package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: ready, administered, told to stop, killed, started again. */
@SuppressWarnings("NullAway.Init") // JUnit makes it before each test
@Tag("cluster")
final class RunProcessTest {
  private static final int STOP_SECONDS_MAX = 60;

  @TempDir Path folder;

  private ServerProcesses server;

  @BeforeEach
  void begin() {
    server = new ServerProcesses(folder);
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void aNodeSaysThatItIsReadyServesItsOperatorAndStopsWhenTold() throws Exception {
    var ports = ServerProcesses.freePorts();
    var node = server.run("first", ports);
    server.awaitReady("first");
    assertEquals(0, server.user("add", "alice@localhost"));
    assertEquals(1, server.user("add", "alice@localhost"));

    var second = server.run("second", ServerProcesses.freePorts());
    assertTrue(second.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(1, second.exitValue());
    assertEquals(
        1, server.output("second").lines().filter(line -> line.startsWith("balcony: ")).count());

    node.destroy();
    assertTrue(node.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(0, node.exitValue(), server.output("first"));
    assertFalse(ServerProcesses.answers(ports.get(2)));
  }

  @Test
  void aNodeThatIsToldToStopLeavesItsClusterFirst() throws Exception {
    var ports = ServerProcesses.freePorts();
    var first = server.run("first", ports);
    server.awaitReady("first");
    try (var place = new ServerProcesses(Files.createDirectory(folder.resolve("guest")))) {
      var guest = place.run("guest", 0, "--role", "actor", "--join", "127.0.0.1:" + ports.get(0));
      place.awaitReady("guest");
      guest.destroy();
      assertTrue(guest.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS));
      var log = Files.readString(place.data().resolve("logs/balcony.log"));
      assertTrue(log.contains("Exiting completed"), log);
      assertFalse(log.contains("phase [cluster-exiting] timed out"), log);
    }
    assertTrue(first.isAlive());
    assertEquals(0, server.user("add", "alice@localhost"));
  }

  @Test
  void whatWasDoneBeforeAKillIsThereAfterIt() throws Exception {
    var ports = ServerProcesses.freePorts();
    var node = server.run("killed", ports);
    server.awaitReady("killed");
    assertEquals(0, server.user("add", "bob@localhost"));
    server.kill(node);
    Awaitility.await("Cassandra ends with its parent")
        .atMost(Duration.ofSeconds(5))
        .until(() -> !ServerProcesses.answers(ports.get(2)));
    server.run("again", ports);
    server.awaitReady("again");
    assertEquals(1, server.user("add", "bob@localhost"));
  }
}
