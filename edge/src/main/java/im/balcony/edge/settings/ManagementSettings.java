package im.balcony.edge.settings;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The address that machines ask: {@code balcony.management}.
 *
 * @param freshFor how long an answer about readiness is given again
 * @param clockOffMax between this node's clock and the journal's
 */
public record ManagementSettings(
    String host,
    int port,
    int requestBytesMax,
    int connectionsMax,
    int connectionSecondsMax,
    Duration checkMax,
    Duration freshFor,
    Duration clockOffMax) {

  private static final int OFF = -1;

  public boolean isOn() {
    return port != OFF;
  }

  /** What is wrong with it is an {@link IllegalArgumentException} that says what to do. */
  public static ManagementSettings from(Config config) {
    var management = config.getConfig("balcony.management");
    var settings =
        new ManagementSettings(
            management.getString("host"),
            management.getInt("port"),
            management.getInt("request-bytes-max"),
            management.getInt("connections-max"),
            management.getInt("connection-seconds-max"),
            management.getDuration("check-max"),
            management.getDuration("fresh-for"),
            management.getDuration("clock-off-max"));
    if (settings.isOn()
        && !BindAddress.isLoopback(settings.host)
        && !management.getBoolean("private-network")) {
      throw new IllegalArgumentException(
          "balcony.management.host = %s is not loopback: say balcony.management.private-network = on if only machines of yours can reach it"
              .formatted(settings.host));
    }
    return settings;
  }
}
