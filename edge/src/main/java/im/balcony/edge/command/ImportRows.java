package im.balcony.edge.command;

import im.balcony.edge.admin.ImportRow;
import im.balcony.protocol.jid.Jid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The accounts of an import file in batches, for several takers at once. A line that is none, or
 * names an account that stands on an earlier line, is told and passed over.
 */
final class ImportRows {
  private final CsvLines lines;
  private final Consumer<String> refused;
  private final Map<String, Integer> lineOfAccount = new HashMap<>();

  ImportRows(CsvLines lines, Consumer<String> refused) {
    this.lines = lines;
    this.refused = refused;
  }

  /** At most so many rows; none at the end of the file. */
  synchronized List<ImportRow> next(int rowsMax) throws IOException {
    var rows = new ArrayList<ImportRow>();
    while (rows.size() < rowsMax) {
      var line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      try {
        read(line.get(), rows);
      } catch (CommandProblem notARow) {
        refused.accept(String.valueOf(notARow.getMessage()));
      }
    }
    return rows;
  }

  private void read(CsvLines.Line line, List<ImportRow> rows) throws CommandProblem {
    if (line.problem().isPresent()) {
      throw new CommandProblem(line.problem().get());
    }
    var row = AccountsCsv.row(line.text(), line.number());
    if (row.isEmpty()) {
      return;
    }
    var written = row.get().jid();
    var account = Jid.tryParse(written).map(Jid::toString).orElse(written);
    var before = lineOfAccount.putIfAbsent(account, line.number());
    if (before != null) {
      throw new CommandProblem(
          "line %d: %s stands on line %d already".formatted(line.number(), account, before));
    }
    rows.add(row.get());
  }
}
