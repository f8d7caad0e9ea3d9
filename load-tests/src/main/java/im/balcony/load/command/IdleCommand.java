package im.balcony.load.command;

import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.load.drive.Fleet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a session costs that does nothing: bound, available, managed, with carbons. */
@Command(name = "idle", description = "resident memory of idle sessions")
final class IdleCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

  @Option(names = "--sessions", defaultValue = "2000", description = "default: ${DEFAULT-VALUE}")
  private int sessions;

  @Option(
      names = "--settle",
      defaultValue = "20",
      description = "seconds between the last login and the measurement; default: ${DEFAULT-VALUE}")
  private int settleSeconds;

  @Override
  public Integer call() throws Exception {
    var processes = measure.processes();
    var lost = new AtomicInteger();
    try (var group = server.newGroup()) {
      var before = processes.residentKib();
      var cpuBefore = processes.cpuSeconds();
      var start = System.nanoTime();
      var fleet = new Fleet(group, sessions, number -> countLost(lost));
      var logins = fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      var seconds = (System.nanoTime() - start) / 1e9;
      TimeUnit.SECONDS.sleep(settleSeconds);
      var after = processes.residentKib();
      measure.show(
          measure
              .newFigures()
              .put("sessions", sessions)
              .put("lost", lost.get())
              .put("loginsPerSecond", sessions / seconds)
              .put("cpuMillisPerLogin", (processes.cpuSeconds() - cpuBefore) * 1e3 / sessions)
              .put("residentKibBefore", before)
              .put("residentKibAfter", after)
              .put("residentKibPerSession", (after - before) / (double) sessions)
              .putAll(logins.figures()));
      return lost.get() == 0 ? 0 : 1;
    }
  }

  private static ClientListener countLost(AtomicInteger lost) {
    return new ClientListener() {
      @Override
      public void lost(LoadClient client, String reason) {
        lost.incrementAndGet();
      }
    };
  }
}
