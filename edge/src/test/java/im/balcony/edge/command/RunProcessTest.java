package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: ready, administered, told to stop, killed, started again. */
@Tag("cluster")
final class RunProcessTest {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final int STOP_SECONDS_MAX = 60;

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aNodeSaysThatItIsReadyServesItsOperatorAndStopsWhenTold() throws Exception {
    var ports = freePorts();
    var node = run("first", ports);
    awaitReady("first");
    assertEquals(0, user("add", "alice@localhost"));
    assertEquals(1, user("add", "alice@localhost"));

    var second = run("second", freePorts());
    assertTrue(second.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(1, second.exitValue());
    assertEquals(1, output("second").lines().filter(line -> line.startsWith("balcony: ")).count());

    node.destroy();
    assertTrue(node.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(0, node.exitValue(), output("first"));
    assertFalse(answers(ports.get(2)));
  }

  @Test
  void whatWasDoneBeforeAKillIsThereAfterIt() throws Exception {
    var ports = freePorts();
    var node = run("killed", ports);
    awaitReady("killed");
    assertEquals(0, user("add", "bob@localhost"));
    node.destroyForcibly().waitFor();
    Awaitility.await("Cassandra ends with its parent")
        .atMost(Duration.ofSeconds(5))
        .until(() -> !answers(ports.get(2)));
    run("again", ports);
    awaitReady("again");
    assertEquals(1, user("add", "bob@localhost"));
  }

  private Process run(String name, List<Integer> ports) throws IOException {
    return launch(
        name,
        "run",
        "--c2s-port",
        "0",
        "--direct-tls-port",
        "-1",
        "--https-port",
        "-1",
        "--http-port",
        "-1",
        "--cluster-port",
        "" + ports.get(0),
        "--set",
        "balcony.cassandra.embedded.storage-port=" + ports.get(1),
        "--cassandra-port",
        "" + ports.get(2));
  }

  private int user(String command, String jid) throws IOException, InterruptedException {
    var process = launch("user", "user", command, jid, "--password-stdin");
    process.getOutputStream().write("montague\n".getBytes(UTF_8));
    process.getOutputStream().close();
    return process.waitFor();
  }

  private Process launch(String name, String... arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xss8m", "-Xmx512m"));
    line.add("-Dbalcony.root=" + System.getProperty("balcony.root"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "im.balcony.edge.Main"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    var process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    started.add(process);
    return process;
  }

  private void awaitReady(String name) {
    Awaitility.await(name)
        .atMost(START_MAX)
        .until(() -> output(name).lines().anyMatch(line -> line.startsWith("ready")));
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static List<Integer> freePorts() throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    var ports = new ArrayList<Integer>();
    for (var count = 0; count < 3; count++) {
      var socket = new ServerSocket(0);
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (var socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
