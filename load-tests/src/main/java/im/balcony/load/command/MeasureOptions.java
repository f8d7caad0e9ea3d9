package im.balcony.load.command;

import im.balcony.load.measure.CassandraWrites;
import im.balcony.load.measure.Figures;
import im.balcony.load.measure.ProcessGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--cassandra",
      paramLabel = "PORT",
      description = "CQL port on loopback: count the journal's writes by Cassandra's own counters")
  private @Nullable Integer cassandraPort;

  @Option(names = "--keyspace", defaultValue = "balcony", description = "default: ${DEFAULT-VALUE}")
  private String keyspace = "balcony";

  ProcessGroup processes() {
    return new ProcessGroup(pids);
  }

  Optional<CassandraWrites> cassandra() {
    return Optional.ofNullable(cassandraPort)
        .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .map(address -> new CassandraWrites(address, keyspace));
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
