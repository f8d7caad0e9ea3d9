package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.turn.ServiceTrial;
import im.balcony.edge.turn.ToldServices;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.util.List;

/** Whether the STUN and TURN servers that clients are told of do what they are for. */
final class TurnCheck {
  private TurnCheck() {}

  static List<Finding> of(Config config) {
    List<ExternalService> services;
    try {
      services = ToldServices.of(config);
    } catch (IllegalArgumentException e) {
      return List.of(Finding.wrong(String.valueOf(e.getMessage())));
    }
    if (services.stream().noneMatch(service -> service.login() != null)) {
      return List.of(
          Finding.weak(
              "TURN: none: calls between strict firewalls fail; name a relay in balcony.services.external"));
    }
    return services.stream().map(TurnCheck::tried).toList();
  }

  private static Finding tried(ExternalService service) {
    var name =
        "%s %s:%d/%s"
            .formatted(service.type(), service.host(), service.port(), service.transport());
    try {
      ServiceTrial.of(service);
      return Finding.well(
          name + (service.login() == null ? " answers" : " relays with a login of ours"));
    } catch (IOException e) {
      return Finding.weak("%s: %s".formatted(name, e.getMessage()));
    }
  }
}
