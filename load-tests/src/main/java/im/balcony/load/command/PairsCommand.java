package im.balcony.load.command;

import im.balcony.load.drive.ClosedLoop;
import im.balcony.load.drive.Fleet;
import im.balcony.load.drive.Traffic;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many durable one-to-one messages a second, and what 1,000 of them cost. */
@Command(
    name = "pairs",
    description = "pairs of clients that write to each other, one message in flight each")
final class PairsCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

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
    var loop = new ClosedLoop(traffic);
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, pairs * 2, loop::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      loop.start();
      TimeUnit.SECONDS.sleep(warmUpSeconds);
      var window = new Window(measure, traffic);
      TimeUnit.SECONDS.sleep(seconds);
      var measured = window.end();
      loop.stop();
      Settling.await(traffic);
      measure.show(
          measure
              .newFigures()
              .put("clients", pairs * 2)
              .putAll(measured)
              .putAll(traffic.figures())
              .put("open", traffic.openCount()));
      return traffic.openCount() == 0 ? 0 : 1;
    }
  }
}
