package im.balcony.edge.tracing;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;

/**
 * Which messages are traced, and where that goes: {@code balcony.tracing}.
 *
 * @param oneIn of so many messages one is traced; 0 for none
 * @param endpoint of a collector that takes OTLP over HTTP
 * @param queueSpansMax spans that wait to be sent; more are dropped
 * @param exportEvery at the latest
 * @param exportMax to wait for the collector's answer
 */
public record TracingSettings(
    int oneIn, String endpoint, int queueSpansMax, Duration exportEvery, Duration exportMax) {

  public TracingSettings {
    if (oneIn < 0) {
      throw new IllegalArgumentException("balcony.tracing.one-in is less than 0: correct it");
    }
    if (oneIn > 0 && !isHttp(endpoint)) {
      throw new IllegalArgumentException(
          "balcony.tracing.endpoint = \"%s\" is no URL with http or https: correct it"
              .formatted(endpoint));
    }
  }

  /** What is wrong with it is an {@link IllegalArgumentException} that says what to do. */
  public static TracingSettings from(Config config) {
    var tracing = config.getConfig("balcony.tracing");
    return new TracingSettings(
        tracing.getInt("one-in"),
        tracing.getString("endpoint"),
        tracing.getInt("queue-spans-max"),
        tracing.getDuration("export-every"),
        tracing.getDuration("export-max"));
  }

  public boolean isOn() {
    return oneIn > 0;
  }

  private static boolean isHttp(String text) {
    try {
      var uri = URI.create(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
