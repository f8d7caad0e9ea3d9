package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** The STUN responder: {@code balcony.edge.stun}. */
public record StunSettings(
    int port,
    int requestsPerSecondMax,
    int requestsPerSecondAndAddressMax,
    int connectionsMax,
    int connectionsPerAddressMax,
    int connectionSecondsMax) {

  private static final int OFF = -1;

  public boolean isOn() {
    return port != OFF;
  }

  static StunSettings from(Config stun) {
    return new StunSettings(
        stun.getInt("port"),
        stun.getInt("requests-per-second-max"),
        stun.getInt("requests-per-second-and-address-max"),
        stun.getInt("connections-max"),
        stun.getInt("connections-per-address-max"),
        stun.getInt("connection-seconds-max"));
  }
}
