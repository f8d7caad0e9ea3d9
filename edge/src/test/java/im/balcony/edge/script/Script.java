package im.balcony.edge.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A parsed script: its title, the accounts it wants, its steps. */
record Script(String title, List<String> accounts, List<ScriptStep> steps) {
  private static final String ACCOUNTS = "accounts:";
  private static final Pattern STEP =
      Pattern.compile("^([a-z0-9]+/[A-Za-z0-9-]+) (.*)$", Pattern.DOTALL);

  /**
   * Reads a script; a line that is none of title, accounts, step or continuation fails with its
   * number.
   */
  static Script parse(String text) {
    var lines = text.lines().toList();
    var title = "";
    var accounts = List.<String>of();
    var steps = new ArrayList<ScriptStep>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      if (line.startsWith("#")) {
        title = title.isEmpty() ? line.substring(1).strip() : title;
      } else if (line.startsWith(ACCOUNTS)) {
        accounts = List.of(line.substring(ACCOUNTS.length()).strip().split("\\s+"));
      } else if (Character.isWhitespace(line.charAt(0)) && !steps.isEmpty()) {
        var last = steps.remove(steps.size() - 1);
        steps.add(
            new ScriptStep(last.line(), last.client(), last.verb(), last.text() + "\n" + line));
      } else {
        steps.add(step(i + 1, line));
      }
    }
    if (title.isEmpty() || accounts.isEmpty() || steps.isEmpty()) {
      throw new IllegalArgumentException("a script needs a title, accounts and steps");
    }
    return new Script(title, accounts, List.copyOf(steps));
  }

  private static ScriptStep step(int number, String line) {
    var matcher = STEP.matcher(line);
    if (matcher.matches()) {
      var rest = matcher.group(2).strip();
      for (var verb : ScriptStep.Verb.values()) {
        if (verb.takesXml() ? rest.startsWith(verb.words()) : rest.equals(verb.words())) {
          return new ScriptStep(
              number, matcher.group(1), verb, rest.substring(verb.words().length()));
        }
      }
    }
    throw new IllegalArgumentException("line " + number + " is no step: " + line);
  }
}
