package im.balcony.load.command;

import im.balcony.load.drive.ClosedLoop;
import im.balcony.load.drive.Fleet;
import im.balcony.load.drive.Traffic;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many durable one-to-one messages a second, and what 1,000 of them cost. */
@Command(
    name = "pairs",
    description = "pairs of clients that write to each other, one message in flight each")
final class PairsCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();
  @Mixin private final PairOptions pairs = new PairOptions();
  @Mixin private final TimeOptions time = new TimeOptions();

  @Override
  public Integer call() throws Exception {
    var traffic = new Traffic();
    var loop = new ClosedLoop(traffic);
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, pairs.clients(), loop::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      loop.start();
      TimeUnit.SECONDS.sleep(time.warmUpSeconds());
      var window = new Window(measure, traffic);
      TimeUnit.SECONDS.sleep(time.seconds());
      var measured = window.end();
      loop.stop();
      Settling.await(traffic);
      measure.show(
          measure
              .newFigures()
              .put("clients", pairs.clients())
              .putAll(measured)
              .putAll(traffic.figures())
              .put("open", traffic.openCount()));
      return traffic.openCount() == 0 ? 0 : 1;
    }
  }
}
