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
  @Mixin private final PairOptions pairs = new PairOptions();
  @Mixin private final TimeOptions time = new TimeOptions();

  @Option(names = "--rate", defaultValue = "500", description = "default: ${DEFAULT-VALUE}")
  private int messagesPerSecond;

  @Override
  public Integer call() throws Exception {
    var traffic = new Traffic();
    var loop = new OpenLoop(traffic);
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, pairs.clients(), loop::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      loop.run(messagesPerSecond, time.warmUpSeconds());
      Settling.await(traffic);
      var window = new Window(measure, traffic);
      loop.run(messagesPerSecond, time.seconds());
      var measured = window.end();
      Settling.await(traffic);
      loop.stop();
      measure.show(
          measure
              .newFigures()
              .put("clients", pairs.clients())
              .put("rate", messagesPerSecond)
              .putAll(measured)
              .putAll(traffic.figures())
              .put("open", traffic.openCount()));
      return traffic.openCount() == 0 ? 0 : 1;
    }
  }
}
