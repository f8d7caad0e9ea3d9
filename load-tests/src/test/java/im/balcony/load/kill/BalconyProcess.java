package im.balcony.load.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One {@code ./balcony run}, with its log beside its data; started, killed and started again. */
final class BalconyProcess implements AutoCloseable {
  /** The first start of a fresh clone builds the server. */
  private static final int START_SECONDS_MAX = 600;

  private static final int STOP_SECONDS_MAX = 60;
  private static final int CHECK_MILLIS = 100;
  private static final int LOG_LINES_SHOWN = 40;

  private final NodePlace place;
  private final List<String> options;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;
  private int starts;

  private BalconyProcess(NodePlace place, List<String> options, Map<String, String> environment)
      throws IOException {
    this.place = place;
    this.options = options;
    this.environment = environment;
    this.log = place.folder().resolve("run.log");
    Files.createDirectories(place.folder());
    this.process = launch();
  }

  /** Gives the node when it has said that it is ready. */
  static BalconyProcess start(NodePlace place, String... options)
      throws IOException, InterruptedException, TimeoutException {
    return start(place, List.of(options), Map.of());
  }

  /** The same with more in its environment. */
  static BalconyProcess start(NodePlace place, Map<String, String> environment)
      throws IOException, InterruptedException, TimeoutException {
    return start(place, List.of(), environment);
  }

  private static BalconyProcess start(
      NodePlace place, List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException, TimeoutException {
    var node = new BalconyProcess(place, options, environment);
    node.awaitReady();
    return node;
  }

  /** Runs another command of the server's command line on this node's data. */
  void command(String... arguments) throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(place.script().toString());
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", place.data().toString()));
    var output = place.folder().resolve("command.log");
    var exit =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", line) + ": " + Files.readString(output));
    }
  }

  /** SIGKILL to the server's JVM alone; its database must notice by itself. */
  void killServer() {
    process.destroyForcibly();
  }

  /** SIGKILL to the database child alone; the server must start it again. */
  void killDatabase() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGSTOP or SIGCONT to the server's JVM. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException, TimeoutException {
    if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new TimeoutException("the server goes on");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Starts it again on the same data, once the old process is gone. */
  void restart() throws IOException, InterruptedException, TimeoutException {
    if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new TimeoutException("the killed server still runs");
    }
    process = launch();
    awaitReady();
  }

  private Process launch() throws IOException {
    var line = new ArrayList<String>();
    line.add(place.script().toString());
    line.add("run");
    line.addAll(place.options());
    line.addAll(options);
    starts++;
    var builder =
        new ProcessBuilder(line)
            .directory(place.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void awaitReady() throws IOException, InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (said("ready") < starts) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new TimeoutException("the server did not get ready:\n" + logTail());
      }
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }

  /** How many lines of what it has printed begin so. */
  long said(String beginning) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.startsWith(beginning)).count();
  }

  String logTail() throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().orTimeout(STOP_SECONDS_MAX, TimeUnit.SECONDS).join();
    } catch (CompletionException stillThere) {
      killDatabase();
      killServer();
      process.onExit().join();
    }
  }
}
