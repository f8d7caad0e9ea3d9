package im.balcony.load.command;

import im.balcony.load.drive.Fleet;
import im.balcony.load.drive.RoomLoop;
import im.balcony.load.drive.Traffic;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many deliveries a second one room makes, and what 1,000 of them cost. */
@Command(
    name = "room",
    description =
        "one room in which some occupants write and all receive, one message in flight each")
final class RoomCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();
  @Mixin private final TimeOptions time = new TimeOptions();

  @Option(names = "--occupants", defaultValue = "200", description = "default: ${DEFAULT-VALUE}")
  private int occupants;

  @Option(
      names = "--senders",
      defaultValue = "20",
      description = "of the occupants; default: ${DEFAULT-VALUE}")
  private int senders;

  @Option(
      names = "--entering",
      defaultValue = "10",
      description = "at the same time; default: ${DEFAULT-VALUE}")
  private int enteringInFlightMax;

  @Override
  public Integer call() throws Exception {
    var traffic = new Traffic();
    var room = new RoomLoop(traffic, "load-" + System.currentTimeMillis(), occupants, senders);
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, occupants, room::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      var entered = room.enter(enteringInFlightMax, server.loginsTimeoutSeconds());
      room.start();
      TimeUnit.SECONDS.sleep(time.warmUpSeconds());
      room.last().reset();
      var window = new Window(measure, traffic);
      TimeUnit.SECONDS.sleep(time.seconds());
      var measured = window.end();
      room.stop();
      Settling.await(traffic);
      measure.show(
          measure
              .newFigures()
              .put("occupants", occupants)
              .put("senders", senders)
              .put("enteredSeconds", entered)
              .putAll(measured)
              .putAll(room.last().figures())
              .putAll(traffic.figures())
              .put("open", traffic.openCount()));
      return traffic.openCount() == 0 ? 0 : 1;
    }
  }
}
