package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.data.CassandraPlace;
import im.balcony.persistence.embedded.EmbeddedCassandra;
import im.balcony.persistence.embedded.EmbeddedCassandraListener;
import im.balcony.persistence.embedded.EmbeddedCassandraSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on a Cassandra that somebody else runs, by configuration alone. */
@SuppressWarnings("NullAway.Init") // JUnit makes them before each test
@Tag("cluster")
final class ExternalCassandraTest {
  private static final int END_SECONDS_MAX = 180;

  @TempDir Path folder;

  private ServerProcesses server;
  private EmbeddedCassandra cassandra;

  @BeforeEach
  void begin() throws Exception {
    server = new ServerProcesses(folder);
    var ports = ServerProcesses.freePorts();
    cassandra =
        EmbeddedCassandra.start(
            EmbeddedCassandraSettings.of(
                    CassandraPlace.libraries(),
                    folder.resolve("elsewhere"),
                    ports.get(0),
                    ports.get(1))
                .forTests(),
            EmbeddedCassandraListener.SILENT);
  }

  @AfterEach
  void end() {
    server.close();
    cassandra.close();
  }

  @Test
  void itsAccountsAreThereInANodeThatIsStartedAgain() throws Exception {
    var first = run("first", contactPoint(), "datacenter1");
    server.awaitReady("first");
    assertEquals(0, server.user("add", "alice@localhost"));
    first.destroy();
    assertTrue(first.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(0, first.exitValue(), server.output("first"));
    run("again", contactPoint(), "datacenter1");
    server.awaitReady("again");
    assertEquals(1, server.user("add", "alice@localhost"));
    assertFalse(Files.exists(folder.resolve("data").resolve("cassandra")));
  }

  @Test
  void oneThatIsNotThereOrElsewhereIsRefusedInOneLine() throws Exception {
    var free = ServerProcesses.freePorts().get(0);
    refused(run("gone", "127.0.0.1:" + free, "datacenter1"), "gone", "does not answer");
    refused(run("elsewhere", contactPoint(), "mars"), "elsewhere", "data center mars");
  }

  private String contactPoint() {
    return "127.0.0.1:" + cassandra.contactPoint().getPort();
  }

  private Process run(String name, String contactPoint, String datacenter) throws Exception {
    return server.run(
        name,
        0,
        "--set",
        "balcony.cassandra.contact-points=[\"" + contactPoint + "\"]",
        "--set",
        "balcony.cassandra.local-datacenter=" + datacenter,
        "--set",
        "balcony.cassandra.start-seconds-max=20");
  }

  private void refused(Process process, String name, String reason) throws Exception {
    assertTrue(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    var problems =
        server.output(name).lines().filter(line -> line.startsWith("balcony: ")).toList();
    assertEquals(1, problems.size(), server.output(name));
    assertTrue(problems.get(0).contains(reason), problems.get(0));
  }
}
