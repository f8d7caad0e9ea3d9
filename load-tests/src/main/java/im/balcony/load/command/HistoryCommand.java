package im.balcony.load.command;

import im.balcony.load.drive.HistoryPlan;
import im.balcony.load.drive.HistoryRun;
import im.balcony.load.drive.Return;
import im.balcony.load.history.HistoryFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Load whose every step is recorded and then checked; the server may be killed meanwhile. */
@Command(name = "history", description = "record a history, read the archives, check both")
final class HistoryCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();
  @Mixin private final CheckOptions check = new CheckOptions();

  @Option(names = "--pairs", defaultValue = "10", description = "default: ${DEFAULT-VALUE}")
  private int pairs;

  @Option(
      names = "--devices",
      defaultValue = "2",
      description = "of each account; default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--in-flight",
      defaultValue = "3",
      description = "messages of an account without acknowledgement; default: ${DEFAULT-VALUE}")
  private int inFlightMax;

  @Option(
      names = "--pace",
      defaultValue = "100",
      description =
          "milliseconds from an acknowledgement to the next message; default: ${DEFAULT-VALUE}")
  private int paceMillis;

  @Option(
      names = "--returns",
      split = ",",
      defaultValue = "LISTENING",
      description =
          "how devices come back, one after the other: ${COMPLETION-CANDIDATES}; STAMP wants"
              + " accounts that are used for the first time; default: ${DEFAULT-VALUE}")
  private List<Return> returns = List.of();

  @Option(names = "--seconds", defaultValue = "30", description = "default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--quiet-timeout",
      defaultValue = "120",
      description = "seconds until all must be acknowledged; default: ${DEFAULT-VALUE}")
  private int quietTimeoutSeconds;

  @Option(
      names = "--grace",
      defaultValue = "5",
      description = "seconds for the last deliveries; default: ${DEFAULT-VALUE}")
  private int graceSeconds;

  @Option(
      names = "--file",
      defaultValue = "history.jsonl",
      description = "where the history goes; default: ${DEFAULT-VALUE}")
  private Path file = Path.of("history.jsonl");

  @Override
  public Integer call() throws Exception {
    var plan = new HistoryPlan(pairs, devices, inFlightMax, paceMillis, returns);
    try (var group = server.newGroup();
        var recorder = HistoryFile.create(file)) {
      var run = new HistoryRun(group, plan, recorder);
      run.start();
      run.awaitConnected(server.loginsTimeoutSeconds());
      TimeUnit.SECONDS.sleep(seconds);
      run.stopSending();
      run.awaitQuiet(quietTimeoutSeconds, graceSeconds);
      run.readInboxes(quietTimeoutSeconds);
      run.readArchives(quietTimeoutSeconds);
      run.close();
    }
    var verdict = check.check(file);
    System.out.println(verdict.report());
    measure.show(
        measure
            .newFigures()
            .put("sent", verdict.messagesSent())
            .put("acknowledged", verdict.messagesAcknowledged())
            .put("sentAgain", verdict.messagesResent())
            .put("refused", verdict.messagesRefused())
            .put("deliveries", verdict.deliveries())
            .put("sessions", verdict.sessions())
            .put("returns", verdict.returns())
            .put("violations", verdict.counts()));
    return verdict.isClean() ? 0 : 1;
  }
}
