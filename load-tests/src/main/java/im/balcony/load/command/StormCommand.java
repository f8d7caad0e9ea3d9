package im.balcony.load.command;

import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.load.drive.Fleet;
import im.balcony.load.measure.Figures;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes until everybody is back after all sockets were cut at once. */
@Command(name = "storm", description = "all clients reconnect at once: resuming, then logging in")
final class StormCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

  @Option(names = "--clients", defaultValue = "2000", description = "default: ${DEFAULT-VALUE}")
  private int clients;

  @Option(
      names = "--storm-in-flight",
      defaultValue = "2000",
      description = "reconnects at the same time; default: ${DEFAULT-VALUE}")
  private int inFlightMax;

  @Option(
      names = "--pause",
      defaultValue = "2",
      description = "seconds between cut and return; default: ${DEFAULT-VALUE}")
  private int pauseSeconds;

  @Override
  public Integer call() throws Exception {
    var resumed = new AtomicInteger();
    try (var group = server.newGroup()) {
      var fleet = new Fleet(group, clients, number -> countResumed(resumed));
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      var figures = measure.newFigures().put("clients", clients);
      storm(fleet, false, "resume", figures);
      figures.put("resumed", resumed.get());
      storm(fleet, true, "login", figures);
      measure.show(figures);
      return 0;
    }
  }

  private void storm(Fleet fleet, boolean forgetResumption, String name, Figures figures)
      throws Exception {
    fleet.cut(forgetResumption);
    TimeUnit.SECONDS.sleep(pauseSeconds);
    var processes = measure.processes();
    var cpuBefore = processes.cpuSeconds();
    var start = System.nanoTime();
    var latencies = fleet.connect(inFlightMax, server.loginsTimeoutSeconds());
    figures.put(name + "AllSeconds", (System.nanoTime() - start) / 1e9);
    figures.put(name + "CpuSeconds", processes.cpuSeconds() - cpuBefore);
    latencies
        .figures()
        .forEach((figure, value) -> figures.put(figure.replace("login", name), value));
  }

  private static ClientListener countResumed(AtomicInteger resumptions) {
    return new ClientListener() {
      @Override
      public void ready(LoadClient client, boolean resumed) {
        if (resumed) {
          resumptions.incrementAndGet();
        }
      }
    };
  }
}
