package im.balcony.edge.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of docs/metrics.md, and those of the series that each stands for. */
public final class MetricsPage {
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([a-z]+) \\|.*");
  private static final Map<String, Set<String>> SUFFIXES =
      Map.of(
          "histogram", Set.of("_bucket", "_sum", "_count", "_max"),
          "summary", Set.of("_sum", "_count", "_max"),
          "counter", Set.of(""),
          "gauge", Set.of(""));

  private final Map<String, String> typeOf = new TreeMap<>();

  private MetricsPage() {}

  public static MetricsPage read() throws IOException {
    var page = new MetricsPage();
    var file = Path.of(System.getProperty("balcony.root", "..")).resolve("docs/metrics.md");
    for (var line : Files.readAllLines(file)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        page.typeOf.put(row.group(1), row.group(2));
      }
    }
    return page;
  }

  /** As they stand in the page. */
  public Set<String> names() {
    return typeOf.keySet();
  }

  /** What a node says for them. */
  public Set<String> seriesNames() {
    var all = new TreeSet<String>();
    typeOf.forEach(
        (name, type) -> SUFFIXES.getOrDefault(type, Set.of()).forEach(end -> all.add(name + end)));
    return all;
  }
}
