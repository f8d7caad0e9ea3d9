package im.balcony.load.command;

import im.balcony.load.history.HistoryChecker;
import im.balcony.load.history.HistoryFile;
import im.balcony.load.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How strictly a history is judged. */
final class CheckOptions {
  @Option(
      names = "--opaque-ids",
      description = "archive ids need not increase: for servers other than Balcony")
  private boolean opaqueIds;

  Verdict check(Path file) throws IOException {
    var checker = opaqueIds ? HistoryChecker.opaqueIds() : HistoryChecker.strict();
    return checker.check(HistoryFile.read(file));
  }
}
