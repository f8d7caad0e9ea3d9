package im.balcony.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The sum of one metric in the Prometheus text that the server shows at an address or in a file.
 */
public final class ServerCounter {
  private final String source;
  private final String metric;

  public ServerCounter(String source, String metric) {
    this.source = source;
    this.metric = metric;
  }

  /** Empty if the metric is not there. */
  public OptionalDouble read() {
    var samples =
        text()
            .lines()
            .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    return samples.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(samples).sum());
  }

  private String text() {
    try {
      if (!source.startsWith("http")) {
        return Files.readString(Path.of(source));
      }
      var request = HttpRequest.newBuilder(URI.create(source)).build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + source, e);
    }
  }
}
