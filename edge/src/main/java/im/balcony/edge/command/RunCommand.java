package im.balcony.edge.command;

import im.balcony.config.ConfigProblem;
import im.balcony.edge.BalconyNode;
import im.balcony.edge.StartProblem;
import im.balcony.edge.data.DataLayout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to stop. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "run",
    description = "Run a node: Cassandra, cluster, listeners; until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;
  private final AtomicBoolean ready = new AtomicBoolean();

  @Override
  public Integer call() throws ConfigProblem, StartProblem {
    var began = System.nanoTime();
    var config = options.load();
    var data = Path.of(config.getString("balcony.data"));
    var out = spec.commandLine().getOut();
    var stopping = new AtomicBoolean();
    var start = BalconyNode.prepare(config, text -> tell(spec.commandLine().getErr(), text));
    var onSignal = new Thread(() -> stop(start, stopping), "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      var node = start.run();
      ready.set(true);
      new ReadyBlock(node, config).print(out, secondsSince(began));
      OwnClasses.shareLater();
      // told to drain by the admin socket: the rest is an ordinary stop
      node.drained().thenRun(() -> endOnItsOwn(start, stopping));
      node.awaitEnd();
      if (!stopping.get()) {
        ready.set(false);
        throw new StartProblem(
            "this node left the cluster by itself (cut off or too slow): its log %s says why; start it again"
                .formatted(new DataLayout(data).log()));
      }
      return 0;
    } catch (IllegalStateException e) {
      if (stopping.get()) {
        return 0;
      }
      throw e;
    }
  }

  private void endOnItsOwn(BalconyNode.Start start, AtomicBoolean stopping) {
    if (stopping.compareAndSet(false, true)) {
      new Thread(() -> close(start), "end").start();
    }
  }

  /** One at a time: the process is not to end before all is closed. */
  private synchronized void close(BalconyNode.Start start) {
    start.close();
  }

  private void stop(BalconyNode.Start start, AtomicBoolean stopping) {
    stopping.set(true);
    StopSignals.onNext(start::hurry);
    close(start);
    spec.commandLine().getOut().flush();
    if (ready.get()) {
      // Told to stop and stopped: that is no failure, whatever the signal.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void tell(PrintWriter err, String text) {
    err.println(text);
    err.flush();
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1_000_000_000.0;
  }
}
