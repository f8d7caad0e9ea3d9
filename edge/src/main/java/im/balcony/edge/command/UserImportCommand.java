package im.balcony.edge.command;

import im.balcony.edge.admin.AdminRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes many accounts from a file; what cannot be made is named, line by line, the rest is made.
 * Accounts that exist stay as they are, so an import that was interrupted is just started again.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "import",
    description = "Make accounts from a CSV file: jid,password or jid,,<sha1 keys>,<sha256 keys>.",
    mixinStandardHelpOptions = true)
final class UserImportCommand implements Callable<Integer> {
  private static final int BATCH_ROWS = 100;

  /** While one batch waits for the journal, the passwords of the others are derived. */
  private static final int CONNECTIONS = 3;

  @Spec private CommandSpec spec;
  @Mixin private DataOption node;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Override
  public Integer call() throws CommandProblem, IOException, InterruptedException {
    var tally = new ImportTally(spec.commandLine().getErr());
    var workers = Executors.newFixedThreadPool(CONNECTIONS);
    try (var lines = open()) {
      var rows = new ImportRows(lines, tally::refuse);
      var results = new ArrayList<Future<?>>();
      for (var count = 0; count < CONNECTIONS; count++) {
        results.add(
            workers.submit(
                () -> {
                  importAll(rows, tally);
                  return null;
                }));
      }
      for (var result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw inWords(e, tally);
    } finally {
      workers.shutdownNow();
    }
    spec.commandLine().getOut().println(tally.text());
    return tally.isComplete() ? 0 : BalconyCommand.EXIT_FAILED;
  }

  private CsvLines open() throws CommandProblem {
    if (Files.isDirectory(file)) {
      throw new CommandProblem(file + " is a folder, not a CSV file");
    }
    try {
      return new CsvLines(Files.newInputStream(file));
    } catch (IOException e) {
      throw new CommandProblem(
          Files.exists(file) ? file + " cannot be read" : "there is no file " + file);
    }
  }

  private void importAll(ImportRows rows, ImportTally tally) throws CommandProblem, IOException {
    try (var client = node.connect()) {
      for (var batch = rows.next(BATCH_ROWS); !batch.isEmpty(); batch = rows.next(BATCH_ROWS)) {
        var reply = client.ask(new AdminRequest.ImportUsers(batch));
        UserCommand.refuse(reply);
        tally.settle(reply);
      }
    }
  }

  private static CommandProblem inWords(ExecutionException failure, ImportTally tally) {
    var cause = failure.getCause();
    return cause instanceof CommandProblem problem
        ? problem
        : new CommandProblem(
            "the import stopped (%s): %s; start it again, what exists is passed over"
                .formatted(cause, tally.text()));
  }
}
