package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** How many connections a node and one address may hold: {@code balcony.edge.c2s.connections}. */
public record ConnectionLimits(
    int totalMax, int perAddressMax, int beforeLoginPerAddressMax, int beforeLoginTotalMax) {

  static ConnectionLimits from(Config connections) {
    return new ConnectionLimits(
        connections.getInt("total-max"),
        connections.getInt("per-address-max"),
        connections.getInt("before-login-per-address-max"),
        connections.getInt("before-login-total-max"));
  }
}
