package im.balcony.load.command;

import im.balcony.load.client.Crossing;
import im.balcony.load.drive.ReturnPlan;
import im.balcony.load.drive.ReturnRun;
import im.balcony.load.measure.Figures;
import im.balcony.load.measure.Latencies;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the login of a phone that was away costs: the fast way, and the classic way beside it. */
@Command(
    name = "return",
    description =
        "phones come back to conversations that changed: by token, first stanzas and the list of"
            + " conversations; then by SASL, bind, roster, presence and the archive")
final class ReturnCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final MeasureOptions measure = new MeasureOptions();

  @Option(
      names = "--phones",
      defaultValue = "10",
      description = "accounts with one phone each; default: ${DEFAULT-VALUE}")
  private int phones;

  @Option(
      names = "--conversations",
      defaultValue = "200",
      description = "of each phone; as many accounts more; default: ${DEFAULT-VALUE}")
  private int conversations;

  @Option(
      names = "--contacts-online",
      defaultValue = "50",
      description =
          "the other sides are contacts, so many of them online; -1: nobody is a contact; default:"
              + " ${DEFAULT-VALUE}")
  private int contactsOnline;

  @Option(
      names = "--changed",
      defaultValue = "10",
      description = "conversations in which something was said; default: ${DEFAULT-VALUE}")
  private int changed;

  @Option(
      names = "--messages",
      defaultValue = "20",
      description = "said in each of them; default: ${DEFAULT-VALUE}")
  private int messages;

  @Option(
      names = "--in-flight",
      defaultValue = "10",
      description = "phones that come back at the same time; default: ${DEFAULT-VALUE}")
  private int inFlightMax;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      description = "the last is measured, those before warm up; default: ${DEFAULT-VALUE}")
  private int rounds;

  /** All phones come back, one way. */
  @FunctionalInterface
  private interface Way {
    List<Crossing> run(int inFlightMax) throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    try (var group = server.newGroup()) {
      var run =
          new ReturnRun(
              group, new ReturnPlan(phones, conversations, contactsOnline, changed, messages));
      run.prepare(server.loginsInFlightMax(), server.loginsTimeoutSeconds());
      var figures = measure.newFigures().put("phones", phones);
      var fast = measured("fast", run::fast, figures);
      var classic = measured("classic", run::classic, figures);
      figures.put("bytesShare", fast / classic);
      measure.show(figures);
      return 0;
    }
  }

  /** Gives the bytes both ways of one return. */
  private double measured(String name, Way way, Figures figures) throws Exception {
    for (var round = 1; round < rounds; round++) {
      way.run(inFlightMax);
    }
    var processes = measure.processes();
    var cpuBefore = processes.cpuSeconds();
    var returns = way.run(inFlightMax);
    if (!processes.isEmpty()) {
      figures.put(
          name + "CpuSecondsPer1000", (processes.cpuSeconds() - cpuBefore) * 1_000 / phones);
    }
    var latencies = new Latencies(name);
    returns.forEach(crossing -> latencies.millis(crossing.millis()));
    figures
        .put(name + "RoundTrips", returns.stream().mapToInt(Crossing::roundTrips).max().orElse(0))
        .put(name + "BytesOut", returns.stream().mapToLong(Crossing::bytesOut).sum() / phones)
        .put(name + "BytesIn", returns.stream().mapToLong(Crossing::bytesIn).sum() / phones)
        .put(name + "Items", returns.stream().mapToInt(Crossing::items).sum() / (double) phones)
        .putAll(latencies.figures());
    return returns.stream().mapToLong(Crossing::bytes).sum() / (double) phones;
  }
}
