package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.turn.ServiceTrial;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Whether the STUN responder of the running node answers; a node that does not run has none. */
final class StunCheck {
  private StunCheck() {}

  static List<Finding> of(Config config, boolean running) {
    int port = config.getInt("balcony.edge.stun.port");
    if (port < 0) {
      return List.of(Finding.well("STUN: off (balcony.edge.stun.port)"));
    }
    if (!running || port == 0) {
      return List.of();
    }
    try {
      var host = InetAddress.getByName(config.getString("balcony.edge.host"));
      var at = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
      ServiceTrial.of(new ExternalService("stun", at.getHostAddress(), port, "udp", null));
      return List.of(Finding.well("STUN: port %d answers".formatted(port)));
    } catch (IOException e) {
      return List.of(
          Finding.weak(
              "STUN: port %d does not answer (%s): calls between networks will fail; look whether something filters UDP"
                  .formatted(port, e.getMessage())));
    }
  }
}
