package im.balcony.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * The check of a person's settings against the reference: every key known, every value of its type.
 */
final class KnownSettings {
  private static final Set<String> ROOTS = Set.of("balcony", "akka", "datastax-java-driver");
  private static final Set<String> SWITCH_WORDS = Set.of("on", "off", "true", "false", "yes", "no");

  private final Config reference;

  KnownSettings(Config resolvedReference) {
    this.reference = resolvedReference;
  }

  void check(Config settings, String source) throws ConfigProblem {
    for (var entry : settings.root().entrySet()) {
      if (!ROOTS.contains(entry.getKey())) {
        throw new ConfigProblem(
            source + ": \"" + entry.getKey() + "\" is unknown; settings begin with \"balcony.\"");
      }
    }
    for (var entry : settings.entrySet()) {
      var path = entry.getKey();
      if (path.startsWith("balcony.")) {
        checkOwn(path, entry.getValue(), source);
      }
    }
  }

  private void checkOwn(String path, ConfigValue value, String source) throws ConfigProblem {
    if (!reference.hasPathOrNull(path)) {
      throw new ConfigProblem(
          source + ": \"" + path + "\" is unknown; did you mean \"" + nearest(path) + "\"?");
    }
    var expected = reference.getValue(path);
    if (!fits(expected, value)) {
      throw new ConfigProblem(
          "%s: \"%s\" must be %s (default %s), not %s"
              .formatted(source, path, kind(expected), shown(expected), shown(value)));
    }
  }

  private static boolean fits(ConfigValue expected, ConfigValue actual) {
    var text = String.valueOf(actual.unwrapped());
    return switch (expected.valueType()) {
      case NUMBER -> actual.valueType() == ConfigValueType.NUMBER || text.matches("-?\\d{1,18}");
      case BOOLEAN -> SWITCH_WORDS.contains(text);
      case STRING -> isSwitch(expected) ? SWITCH_WORDS.contains(text) : isPlain(actual);
      case LIST -> actual.valueType() == ConfigValueType.LIST;
      case OBJECT -> actual.valueType() == ConfigValueType.OBJECT;
      case NULL -> true;
    };
  }

  private static boolean isSwitch(ConfigValue value) {
    return SWITCH_WORDS.contains(String.valueOf(value.unwrapped()));
  }

  private static boolean isPlain(ConfigValue value) {
    return value.valueType() != ConfigValueType.LIST && value.valueType() != ConfigValueType.OBJECT;
  }

  private static String kind(ConfigValue expected) {
    return switch (expected.valueType()) {
      case NUMBER -> "a number";
      case BOOLEAN -> "on or off";
      case STRING -> isSwitch(expected) ? "on or off" : "a text";
      case LIST -> "a list";
      case OBJECT -> "a group of settings";
      case NULL -> "anything";
    };
  }

  private static String shown(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }

  private String nearest(String path) {
    return reference.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(known -> known.startsWith("balcony."))
        .min(Comparator.comparingInt(known -> distance(known, path)))
        .orElse("balcony.domains");
  }

  /** Levenshtein: the number of characters to change, add or drop. */
  static int distance(String left, String right) {
    var previous = new int[right.length() + 1];
    for (var column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (var row = 1; row <= left.length(); row++) {
      var current = new int[right.length() + 1];
      current[0] = row;
      for (var column = 1; column <= right.length(); column++) {
        var change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
