package im.balcony.edge.command;

import im.balcony.edge.admin.AdminRequest;
import im.balcony.persistence.records.CallRecordFormat;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records of calls, through a node that runs. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "cdr",
    description = "Records of calls (call detail records).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CallRecordsCommand {
  private static final Duration DAY = Duration.ofDays(1);

  @Spec private CommandSpec spec;

  @Command(
      name = "export",
      description = "Print the records that were written since some time, a line each.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin DataOption node,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description =
                  "2026-07-01 (UTC) or 2026-07-01T10:00:00Z; the last day when it is missing.")
          @Nullable String since,
      @Option(
              names = "--format",
              defaultValue = "json",
              description = "json (lines) or csv (default: ${DEFAULT-VALUE}).")
          CallRecordFormat format)
      throws CommandProblem, IOException {
    var out = spec.commandLine().getOut();
    var from = ChronoUnit.MICROS.between(Instant.EPOCH, time(since));
    try (var client = node.connect()) {
      format.header().ifPresent(out::println);
      boolean more;
      do {
        var page = client.ask(new AdminRequest.ExportCalls(format.name(), from));
        UserCommand.refuse(page);
        page.linesOrNone().forEach(out::println);
        more = page.more() && page.next() > from;
        from = page.next();
      } while (more);
    }
    out.flush();
    return 0;
  }

  static Instant time(@Nullable String since) throws CommandProblem {
    if (since == null) {
      return Instant.now().minus(DAY);
    }
    try {
      return since.contains("T")
          ? Instant.parse(since)
          : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new CommandProblem(
          "--since is a day (2026-07-01) or a time (2026-07-01T10:00:00Z), not " + since);
    }
  }
}
