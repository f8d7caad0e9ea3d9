package im.balcony.edge.command;

import im.balcony.edge.admin.AdminRequest;
import im.balcony.edge.admin.ImportRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "import",
    description = "Make accounts from a CSV file: jid,password or jid,,<sha1 keys>,<sha256 keys>.")
final class UserImportCommand implements Callable<Integer> {
  private static final int BATCH_ROWS = 100;

  /** While one batch waits for the journal, the passwords of the others are derived. */
  private static final int CONNECTIONS = 3;

  private static final int REFUSED_SHOWN_MAX = 50;
  private static final int PROGRESS_EVERY_ROWS = 1000;

  @Spec private CommandSpec spec;
  @Mixin private DataOption node;

  @Parameters(paramLabel = "FILE")
  private Path file;

  private int lineNumber;
  private int added;
  private int refused;

  @Override
  public Integer call() throws CommandProblem, IOException, InterruptedException {
    var began = System.nanoTime();
    var workers = Executors.newFixedThreadPool(CONNECTIONS);
    try (var lines = open()) {
      var results = new ArrayList<Future<Integer>>();
      for (var count = 0; count < CONNECTIONS; count++) {
        results.add(workers.submit(() -> importFrom(lines)));
      }
      for (var result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw inWords(e);
    } finally {
      workers.shutdownNow();
    }
    var seconds = (System.nanoTime() - began) / 1_000_000_000.0;
    spec.commandLine()
        .getOut()
        .printf("%d accounts made, %d refused, in %.1f s%n", added, refused, seconds);
    return refused == 0 ? 0 : BalconyCommand.EXIT_FAILED;
  }

  private BufferedReader open() throws CommandProblem, IOException {
    try {
      return Files.newBufferedReader(file);
    } catch (NoSuchFileException e) {
      throw new CommandProblem("there is no file " + file);
    }
  }

  private int importFrom(BufferedReader lines) throws CommandProblem, IOException {
    var batches = 0;
    try (var client = node.connect()) {
      for (var rows = next(lines); !rows.isEmpty(); rows = next(lines)) {
        var reply = client.ask(new AdminRequest.ImportUsers(rows));
        UserCommand.refuse(reply);
        settle(reply.added(), reply.refusedOrNone());
        batches++;
      }
    }
    return batches;
  }

  private synchronized List<ImportRow> next(BufferedReader lines) throws IOException {
    var rows = new ArrayList<ImportRow>();
    while (rows.size() < BATCH_ROWS) {
      var line = lines.readLine();
      if (line == null) {
        break;
      }
      lineNumber++;
      try {
        AccountsCsv.row(line, lineNumber).ifPresent(rows::add);
      } catch (CommandProblem notARow) {
        settle(0, List.of(String.valueOf(notARow.getMessage())));
      }
    }
    return rows;
  }

  private synchronized void settle(int made, List<String> reasons) {
    var err = spec.commandLine().getErr();
    for (var reason : reasons) {
      refused++;
      if (refused <= REFUSED_SHOWN_MAX) {
        err.println(reason);
      } else if (refused == REFUSED_SHOWN_MAX + 1) {
        err.println("... more lines are refused; only their number is given from here on");
      }
    }
    var before = added / PROGRESS_EVERY_ROWS;
    added += made;
    if (added / PROGRESS_EVERY_ROWS > before) {
      err.println(added + " accounts made");
      err.flush();
    }
  }

  private CommandProblem inWords(ExecutionException failure) {
    var cause = failure.getCause();
    if (cause instanceof CommandProblem problem) {
      return problem;
    }
    return new CommandProblem(
        cause instanceof CharacterCodingException
            ? file + " is not UTF-8 text"
            : "the import stopped after %d accounts (%s); start it again, what exists is passed over"
                .formatted(added, cause));
  }
}
