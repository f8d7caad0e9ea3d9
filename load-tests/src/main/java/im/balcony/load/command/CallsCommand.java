package im.balcony.load.command;

import im.balcony.load.drive.CallLoop;
import im.balcony.load.drive.Fleet;
import im.balcony.load.drive.PushEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long it takes until a phone that sleeps is woken for a call, and told of it when it comes.
 */
@Command(
    name = "calls",
    description = {
      "calls at a fixed rate to phones that sleep; a push service of the driver's own is told",
      "",
      "The server needs balcony.push.gateway with webpush for localhost:PORT (hosts, private-addresses = on) and"
          + " trusted-certificates-file with the certificate of the key store."
    })
final class CallsCommand implements Callable<Integer> {
  private static final int SETTLING_SECONDS = 5;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();
  @Mixin private final TimeOptions time = new TimeOptions();

  @Option(names = "--rate", defaultValue = "500", description = "default: ${DEFAULT-VALUE}")
  private int callsPerSecond;

  @Option(names = "--phones", defaultValue = "1000", description = "default: ${DEFAULT-VALUE}")
  private int phones;

  @Option(names = "--callers", defaultValue = "20", description = "default: ${DEFAULT-VALUE}")
  private int callers;

  @Option(
      names = "--coming-every",
      defaultValue = "20",
      description = "each such call's phone comes when it is woken; default: ${DEFAULT-VALUE}")
  private int comingEvery;

  @Option(
      names = "--ringing-millis",
      defaultValue = "1000",
      description =
          "the caller of a phone that does not come gives up after so long; default: ${DEFAULT-VALUE}")
  private int ringingMillis;

  @Option(
      names = "--rounds",
      defaultValue = "0",
      description = {
        "each phone is called once at that rate, then all ring and are given up, so many times;",
        "0: calls go on at that rate for --seconds; default: ${DEFAULT-VALUE}"
      })
  private int rounds;

  @Option(names = "--push-port", defaultValue = "9443", description = "default: ${DEFAULT-VALUE}")
  private int pushPort;

  @Option(
      names = "--push-key-store",
      required = true,
      description = "PKCS #12 with key and certificate of localhost")
  private Path keyStore = Path.of("push.p12");

  @Option(
      names = "--push-key-store-password",
      defaultValue = "changeit",
      description = "of that file, which is for this alone; default: ${DEFAULT-VALUE}")
  private String keyStorePassword = "changeit";

  @Override
  public Integer call() throws Exception {
    var calls = new CallLoop(callers, comingEvery, Duration.ofMillis(ringingMillis));
    try (var group = server.newGroup();
        var service = new PushEndpoint(pushPort, keyStore, keyStorePassword, calls)) {
      var fleet = new Fleet(group, callers + phones, calls::talker);
      fleet.connect(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      calls.sleep(service, server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      warmUp(calls);
      var processes = measure.processes();
      var cpuBefore = processes.cpuSeconds();
      var before = calls.pushedCount();
      var start = System.nanoTime();
      calls.resetLatencies();
      measured(calls);
      var seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      var count = calls.pushedCount() - before;
      var cpu = processes.cpuSeconds() - cpuBefore;
      TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
      measure.show(
          measure
              .newFigures()
              .put("phones", phones)
              .put("rate", callsPerSecond)
              .put("rounds", rounds)
              .put("seconds", seconds)
              .put("pushesPerSecond", count / seconds)
              .put("cpuSecondsPer1000", count == 0 ? 0 : cpu * 1_000 / count)
              .putAll(calls.figures())
              .put("open", calls.openCount()));
      return calls.openCount() == 0 ? 0 : 1;
    }
  }

  private void warmUp(CallLoop calls) throws InterruptedException {
    if (rounds == 0) {
      calls.run(callsPerSecond, time.warmUpSeconds());
    } else {
      calls.round(callsPerSecond);
    }
  }

  private void measured(CallLoop calls) throws InterruptedException {
    if (rounds == 0) {
      calls.run(callsPerSecond, time.seconds());
    }
    for (var n = 0; n < rounds; n++) {
      calls.round(callsPerSecond);
    }
  }
}
