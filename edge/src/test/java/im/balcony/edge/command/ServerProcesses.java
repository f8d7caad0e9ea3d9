package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Server processes on one data folder, and what their operator types. */
final class ServerProcesses implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);

  private final Path folder;
  private final List<Process> started = new ArrayList<>();
  private final List<ProcessHandle> orphans = new ArrayList<>();

  ServerProcesses(Path folder) {
    this.folder = folder;
  }

  /** A node with an embedded Cassandra: cluster port, Cassandra's storage port and CQL port. */
  Process run(String name, List<Integer> ports) throws IOException {
    return run(
        name,
        ports.get(0),
        "--set",
        "balcony.cassandra.embedded.storage-port=" + ports.get(1),
        "--cassandra-port",
        "" + ports.get(2));
  }

  Process run(String name, int clusterPort, String... more) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--c2s-port",
                "0",
                "--direct-tls-port",
                "-1",
                "--https-port",
                "-1",
                "--http-port",
                "-1",
                "--stun-port",
                "-1",
                "--cluster-port",
                "" + clusterPort));
    arguments.addAll(List.of(more));
    return launch(name, arguments.toArray(String[]::new));
  }

  int user(String command, String jid) throws IOException, InterruptedException {
    var process = launch("user", "user", command, jid, "--password-stdin");
    process.getOutputStream().write("montague\n".getBytes(UTF_8));
    process.getOutputStream().close();
    return process.waitFor();
  }

  /** Types a command of the operator and waits for its exit code. */
  int type(String name, String... arguments) throws IOException, InterruptedException {
    return launch(name, arguments).waitFor();
  }

  Process launch(String name, String... arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xss8m", "-Xmx512m"));
    line.add("-Dbalcony.root=" + System.getProperty("balcony.root"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "im.balcony.edge.Main"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", data().toString()));
    var process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    started.add(process);
    return process;
  }

  /** SIGKILL to a node alone; its children have to notice by themselves. */
  void kill(Process node) throws InterruptedException {
    node.descendants().forEach(orphans::add);
    node.destroyForcibly().waitFor();
  }

  void awaitReady(String name) {
    Awaitility.await(name)
        .atMost(START_MAX)
        .until(() -> output(name).lines().anyMatch(line -> line.startsWith("ready")));
  }

  String output(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  /** Where clients connect; with port 0 it is the system's choice, and the node says it. */
  int c2sPort(String name) throws IOException {
    var line = output(name).lines().filter(text -> text.contains("STARTTLS")).findFirst();
    var text = line.orElseThrow();
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1).strip());
  }

  Path data() {
    return folder.resolve("data");
  }

  static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  static List<Integer> freePorts() throws IOException {
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

  /** Nothing works in the folder afterwards, the nodes' children neither: it may be removed. */
  @Override
  public void close() {
    started.forEach(process -> process.descendants().forEach(orphans::add));
    started.forEach(process -> process.destroyForcibly().onExit().join());
    orphans.forEach(ProcessHandle::destroyForcibly);
    orphans.forEach(child -> child.onExit().join());
  }
}
