package im.balcony.load.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What one run measured, as a line for the results folder and as text for people. */
public final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> values = new LinkedHashMap<>();

  public Figures(String work, String label, String command, Instant at) {
    values.put("work", work);
    values.put("label", label);
    values.put("date", at.truncatedTo(ChronoUnit.SECONDS).toString());
    values.put("machine", machine());
    values.put("command", command);
  }

  public Figures put(String name, Object value) {
    values.put(name, value instanceof Double number ? rounded(number) : value);
    return this;
  }

  public Figures putAll(Map<String, Object> figures) {
    figures.forEach(this::put);
    return this;
  }

  public String toJson() throws IOException {
    return JSON.writeValueAsString(values);
  }

  public void appendTo(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  public String toText() {
    var text = new StringBuilder();
    values.forEach((name, value) -> text.append("%-28s %s%n".formatted(name, value)));
    return text.toString();
  }

  /** Four digits say more than a measurement of seconds can know. */
  private static double rounded(double value) {
    return value == 0 || Double.isNaN(value) || Double.isInfinite(value)
        ? 0
        : Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
  }

  private static String machine() {
    return "%d cores, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }
}
