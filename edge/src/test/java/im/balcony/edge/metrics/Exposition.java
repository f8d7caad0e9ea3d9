package im.balcony.edge.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures as a reader of the text format 0.0.4 sees them. */
public final class Exposition {
  private final Map<String, Double> series = new TreeMap<>();

  public Exposition(String text) {
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              var space = line.lastIndexOf(' ');
              series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
  }

  /** All names, with their suffixes. */
  public Set<String> names() {
    return series.keySet().stream().map(Exposition::name).collect(Collectors.toSet());
  }

  private static String name(String one) {
    var labels = one.indexOf('{');
    return labels < 0 ? one : one.substring(0, labels);
  }

  /** The sum of all series of this name whose labels contain this text. */
  public double sum(String name, String label) {
    return series.entrySet().stream()
        .filter(one -> name(one.getKey()).equals(name) && one.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  public double sum(String name) {
    return sum(name, "");
  }

  int count() {
    return series.size();
  }

  Set<String> series() {
    return Set.copyOf(series.keySet());
  }
}
