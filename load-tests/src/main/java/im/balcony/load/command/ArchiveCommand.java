package im.balcony.load.command;

import im.balcony.load.drive.ArchiveLoop;
import im.balcony.load.drive.Fleet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast the newest page of an archive comes (XEP-0313). */
@Command(name = "archive", description = "clients that read the newest page of their archive")
final class ArchiveCommand implements Callable<Integer> {
  private static final int FILL_SECONDS_MAX = 120;
  private static final int CHECK_MILLIS = 50;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

  @Option(names = "--clients", defaultValue = "10", description = "default: ${DEFAULT-VALUE}")
  private int clients;

  @Option(names = "--page", defaultValue = "50", description = "items; default: ${DEFAULT-VALUE}")
  private int pageItems;

  @Option(
      names = "--fill",
      defaultValue = "0",
      description = "messages that each client sends first; default: ${DEFAULT-VALUE}")
  private int fill;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "measured; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "seconds before that; default: ${DEFAULT-VALUE}")
  private int warmUpSeconds;

  @Override
  public Integer call() throws Exception {
    var loop = new ArchiveLoop(pageItems);
    try (var group = server.newGroup()) {
      new Fleet(group, clients, loop::reader)
          .connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      loop.fill(fill);
      awaitFilled(loop);
      loop.start();
      TimeUnit.SECONDS.sleep(warmUpSeconds);
      loop.latencies().reset();
      var processes = measure.processes();
      var cpuBefore = processes.cpuSeconds();
      var pagesBefore = loop.pageCount();
      var itemsBefore = loop.itemCount();
      var start = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      var elapsedSeconds = (System.nanoTime() - start) / 1e9;
      var pages = loop.pageCount() - pagesBefore;
      loop.stop();
      measure.show(
          measure
              .newFigures()
              .put("clients", clients)
              .put("pages", pages)
              .put("pagesPerSecond", pages / elapsedSeconds)
              .put("itemsPerPage", (loop.itemCount() - itemsBefore) / (double) Math.max(1, pages))
              .put("failures", loop.failureCount())
              .put(
                  "cpuSecondsPer1000",
                  (processes.cpuSeconds() - cpuBefore) * 1_000 / Math.max(1, pages))
              .putAll(loop.latencies().figures()));
      return loop.failureCount() == 0 ? 0 : 1;
    }
  }

  private void awaitFilled(ArchiveLoop loop) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FILL_SECONDS_MAX);
    while (loop.storedCount() < (long) fill * clients && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }
}
