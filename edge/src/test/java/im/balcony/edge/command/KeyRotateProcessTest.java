package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.seal.MasterKeyFile;
import im.balcony.persistence.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The master key rotated by its operator: on one node that is killed, on two of which one was away.
 */
@SuppressWarnings("NullAway.Init") // JUnit makes them before each test
@Tag("cluster")
final class KeyRotateProcessTest {
  /** So many that a rotation takes a moment. */
  private static final int ACCOUNTS = 2_000;

  private static final String KEYS =
      "4096:c2FsdHNhbHRzYWx0:AAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @TempDir Path folder;

  private ServerProcesses first;
  private ServerProcesses second;

  @BeforeEach
  void begin() throws IOException {
    first = new ServerProcesses(Files.createDirectory(folder.resolve("first")));
    second = new ServerProcesses(Files.createDirectory(folder.resolve("second")));
  }

  @AfterEach
  void end() {
    second.close();
    first.close();
  }

  @Test
  void killedInTheMiddleItIsFinishedByTypingItAgain() throws Exception {
    var ports = ServerProcesses.freePorts();
    var node = first.run("killed", ports);
    first.awaitReady("killed");
    assertEquals(0, first.type("import", "user", "import", accounts().toString()));
    var before = masters(first);

    var rotate = first.launch("rotate", "key", "rotate");
    Awaitility.await("both keys are in the file")
        .pollInterval(Duration.ofMillis(5))
        .until(() -> masters(first).all().size() == 2);
    first.kill(node);
    assertEquals(1, rotate.waitFor(), first.output("rotate"));
    assertEquals(2, masters(first).all().size(), "it was over before the kill");
    Awaitility.await("Cassandra ends with its parent")
        .until(() -> !ServerProcesses.answers(ports.get(2)));

    first.run("again", ports);
    first.awaitReady("again");
    requireAccounts();
    assertEquals(0, first.type("rotate-again", "key", "rotate"), first.output("rotate-again"));
    assertEquals(1, masters(first).all().size());
    assertEquals(List.of(before.currentId()), masters(first).destroyed());
    requireAccounts();
  }

  @Test
  void whoWasAwayTakesTheNewKeyAndAnyNodeMayAskForTheNextOne() throws Exception {
    var ports = ServerProcesses.freePorts();
    first.run("first", ports);
    first.awaitReady("first");
    assertEquals(0, first.user("add", "alice@localhost"));
    var away = join("away", ports.get(0));
    away.destroy();
    assertEquals(0, away.waitFor());

    assertEquals(0, first.type("rotate", "key", "rotate"), first.output("rotate"));
    assertNotEquals(masters(first).currentId(), masters(second).currentId());
    join("back", ports.get(0));
    assertEquals(masters(first).all(), masters(second).all());

    var before = masters(first);
    assertEquals(0, second.type("rotate", "key", "rotate"), second.output("rotate"));
    assertNotEquals(before.currentId(), masters(first).currentId());
    assertEquals(masters(first).all(), masters(second).all());
    assertEquals(0, second.user("passwd", "alice@localhost"));
    assertEquals(1, first.user("add", "alice@localhost"));
  }

  private Process join(String name, int clusterPort) throws IOException {
    var node =
        second.run(
            name,
            ServerProcesses.freePorts().get(0),
            "--role",
            "actor",
            "--join",
            "127.0.0.1:" + clusterPort);
    second.awaitReady(name);
    return node;
  }

  private void requireAccounts() throws Exception {
    assertEquals(1, first.user("add", "user0@localhost"));
    assertEquals(0, first.type("list", "user", "list"));
    assertEquals(ACCOUNTS, first.output("list").lines().count());
    assertTrue(first.output("list").contains("user" + (ACCOUNTS - 1) + "@localhost"));
  }

  private Path accounts() throws IOException {
    return Files.write(
        folder.resolve("accounts.csv"),
        IntStream.range(0, ACCOUNTS)
            .mapToObj(number -> "user%d@localhost,,%s,".formatted(number, KEYS))
            .toList());
  }

  private static MasterKeys masters(ServerProcesses server) throws IOException {
    return new MasterKeyFile(server.data().resolve("master.key")).open();
  }
}
