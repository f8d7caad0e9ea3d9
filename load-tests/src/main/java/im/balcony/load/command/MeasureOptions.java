package im.balcony.load.command;

import im.balcony.load.measure.Figures;
import im.balcony.load.measure.ProcessGroup;
import im.balcony.load.measure.ServerCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What to measure beside the clients, and where the result goes. */
final class MeasureOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--pid",
      split = ",",
      description = "processes of the server whose CPU and memory count, their children included")
  private List<Long> pids = new ArrayList<>();

  @Option(names = "--results", description = "file to which the result line is appended")
  private @Nullable Path results;

  @Option(names = "--label", defaultValue = "", description = "what was measured, in your words")
  private String label = "";

  @Option(names = "--metrics", description = "address or file of the server's Prometheus text")
  private @Nullable String metrics;

  @Option(
      names = "--journal-writes-metric",
      defaultValue = "balcony_journal_writes_total",
      description = "counter of journal writes; default: ${DEFAULT-VALUE}")
  private String journalWritesMetric = "";

  ProcessGroup processes() {
    return new ProcessGroup(pids);
  }

  OptionalDouble journalWrites() {
    return metrics == null
        ? OptionalDouble.empty()
        : new ServerCounter(metrics, journalWritesMetric).read();
  }

  Figures newFigures() {
    if (command == null) {
      throw new IllegalStateException("options without a command");
    }
    var arguments = command.root().commandLine().getParseResult().originalArgs();
    return new Figures(command.name(), label, "load " + String.join(" ", arguments), Instant.now());
  }

  void show(Figures figures) throws IOException {
    System.out.print(figures.toText());
    System.out.println(figures.toJson());
    if (results != null) {
      figures.appendTo(results);
    }
  }
}
