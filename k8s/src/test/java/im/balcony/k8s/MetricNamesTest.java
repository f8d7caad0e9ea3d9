package im.balcony.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the chart asks Prometheus for is a figure that docs/metrics.md explains (which a test of
 * the edge compares with a running server), and each alert has its runbook.
 */
class MetricNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("balcony.root", ".."));
  private static final Path CHART = ROOT.resolve("k8s/chart");
  private static final Pattern OWN =
      Pattern.compile("\\b(?:balcony|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([a-z]+) \\|.*");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

  private static Set<String> explained() throws IOException {
    var names = new TreeSet<String>();
    for (var line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        suffixes(row.group(2)).forEach(end -> names.add(row.group(1) + end));
      }
    }
    return names;
  }

  private static List<String> suffixes(String type) {
    return switch (type) {
      case "histogram" -> List.of("_bucket", "_sum", "_count", "_max");
      case "summary" -> List.of("_sum", "_count", "_max");
      default -> List.of("");
    };
  }

  private static Set<String> asked(Path file) throws IOException {
    return OWN.matcher(Files.readString(file))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void everyFigureThatIsAskedForIsExplained() throws IOException {
    var explained = explained();
    assertTrue(explained.contains("balcony_acknowledgement_seconds_bucket"));
    var asking = new ArrayList<>(files(CHART.resolve("dashboards"), ".json"));
    assertEquals(2, asking.size());
    asking.add(CHART.resolve("templates/alerts.yaml"));
    asking.add(CHART.resolve("templates/availability.yaml"));
    asking.add(ROOT.resolve("docs/kubernetes.md"));
    for (var file : asking) {
      var names = asked(file);
      assertTrue(!names.isEmpty(), "nothing is asked for: " + file);
      names.removeAll(explained);
      assertEquals(Set.of(), names, file.toString());
    }
    for (var runbook : files(ROOT.resolve("k8s/runbooks"), ".md")) {
      var names = asked(runbook);
      names.removeAll(explained);
      assertEquals(Set.of(), names, runbook.toString());
    }
  }

  @Test
  void dashboardsAreJsonAndEachPanelAsks() throws IOException {
    for (var file : files(CHART.resolve("dashboards"), ".json")) {
      var board = new ObjectMapper().readTree(file.toFile());
      assertEquals(String.valueOf(file.getFileName()), board.get("uid").textValue() + ".json");
      var panels = board.get("panels");
      assertTrue(panels.size() > 5);
      for (var panel : panels) {
        var targets = panel.get("targets");
        assertTrue(targets.size() > 0, panel.get("title").textValue());
        for (var target : targets) {
          var expression = target.get("expr").textValue();
          assertTrue(OWN.matcher(expression).find(), expression);
          assertTrue(expression.contains("namespace=\"$namespace\""), expression);
        }
      }
    }
  }

  @Test
  void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
    var alerts =
        ALERT
            .matcher(Files.readString(CHART.resolve("templates/alerts.yaml")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var runbooks = new TreeSet<String>();
    for (var file : files(ROOT.resolve("k8s/runbooks"), ".md")) {
      var name = String.valueOf(file.getFileName()).replace(".md", "");
      if (name.startsWith("Balcony")) {
        runbooks.add(name);
        assertEquals("# " + name, Files.readAllLines(file).get(0));
      } else {
        // of what an operator does, not of an alert: it is found from the guide
        assertTrue(
            Files.readString(ROOT.resolve("docs/kubernetes.md")).contains("runbooks/" + name),
            name);
      }
    }
    assertTrue(alerts.size() > 4);
    assertEquals(alerts, runbooks);
  }
}
