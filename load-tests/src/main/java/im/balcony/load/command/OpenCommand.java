package im.balcony.load.command;

import im.balcony.load.drive.Fleet;
import im.balcony.load.drive.OpenLoop;
import im.balcony.load.drive.Traffic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long messages take at a rate that the server does not choose. */
@Command(
    name = "open",
    description = "a fixed rate of messages, whatever the answers do (no coordinated omission)")
final class OpenCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

  @Option(names = "--rate", defaultValue = "500", description = "default: ${DEFAULT-VALUE}")
  private int messagesPerSecond;

  @Option(names = "--pairs", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
  private int pairs;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "measured; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "seconds before that; default: ${DEFAULT-VALUE}")
  private int warmUpSeconds;

  @Override
  public Integer call() throws Exception {
    var traffic = new Traffic();
    var loop = new OpenLoop(traffic);
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, pairs * 2, loop::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      loop.run(messagesPerSecond, warmUpSeconds);
      Settling.await(traffic);
      var window = new Window(measure, traffic);
      loop.run(messagesPerSecond, seconds);
      var measured = window.end();
      Settling.await(traffic);
      loop.stop();
      measure.show(
          measure
              .newFigures()
              .put("clients", pairs * 2)
              .put("rate", messagesPerSecond)
              .putAll(measured)
              .putAll(traffic.figures())
              .put("open", traffic.openCount()));
      return traffic.openCount() == 0 ? 0 : 1;
    }
  }
}
