package im.balcony.edge.command;

import im.balcony.edge.admin.ImportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an import: {@code jid,password}, or {@code jid,,<keys of SCRAM-SHA-1>,<keys of
 * SCRAM-SHA-256>}. A field with commas or quotes stands in quotes, quotes inside are doubled (RFC
 * 4180 without line breaks in fields). Empty lines, comments (#) and a heading are passed over.
 */
final class AccountsCsv {
  static final int LINE_CHARS_MAX = 8192;
  private static final int JID = 0;
  private static final int PASSWORD = 1;
  private static final int SCRAM_SHA_1 = 2;
  private static final int SCRAM_SHA_256 = 3;
  private static final int FIELDS_MAX = 4;

  private AccountsCsv() {}

  /** The account on a line; empty for a line that holds none. */
  static Optional<ImportRow> row(String line, int number) throws CommandProblem {
    var text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    if (text.isBlank() || text.startsWith("#") || (number == 1 && isHeading(text))) {
      return Optional.empty();
    }
    if (text.length() > LINE_CHARS_MAX) {
      throw new CommandProblem(
          "line %d is longer than %d characters".formatted(number, LINE_CHARS_MAX));
    }
    var fields = fields(text, number);
    if (fields.size() < PASSWORD + 1 || fields.size() > FIELDS_MAX) {
      throw new CommandProblem(
          "line %d: write jid,password or jid,,<sha1 keys>,<sha256 keys>".formatted(number));
    }
    while (fields.size() < FIELDS_MAX) {
      fields.add("");
    }
    return Optional.of(
        new ImportRow(
            number,
            fields.get(JID).strip(),
            fields.get(PASSWORD),
            fields.get(SCRAM_SHA_1).strip(),
            fields.get(SCRAM_SHA_256).strip()));
  }

  private static boolean isHeading(String text) {
    return text.strip().matches("(?i)\"?jid\"?(,.*)?");
  }

  private static List<String> fields(String line, int number) throws CommandProblem {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    for (var at = 0; at < line.length(); at++) {
      var character = line.charAt(at);
      if (quoted && character == '"' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
        field.append('"');
        at++;
      } else if (quoted && character == '"') {
        quoted = false;
      } else if (!quoted && character == '"' && field.isEmpty()) {
        quoted = true;
      } else if (!quoted && character == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(character);
      }
    }
    if (quoted) {
      throw new CommandProblem("line %d: a quote is not closed".formatted(number));
    }
    fields.add(field.toString());
    return fields;
  }
}
