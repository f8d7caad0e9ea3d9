package im.balcony.edge.turn;

import com.typesafe.config.Config;
import im.balcony.actors.start.Entities;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.time.Instant;
import java.util.List;

/** What a client of a node with this configuration is told now (XEP-0215). */
public final class ToldServices {
  private ToldServices() {}

  /** Wrong settings are an {@link IllegalArgumentException} that says what to do. */
  public static List<ExternalService> of(Config config) {
    var somebody = Jid.of("doctor", config.getStringList("balcony.domains").get(0), null);
    return Entities.externalServices(config, somebody, Instant.now());
  }
}
