package im.balcony.actors.feature.externalservices;

import im.balcony.actors.feature.externalservices.ServicesSettings.Service;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.util.List;
import java.util.stream.Stream;

/** The services that a node's accounts are told of now; any thread may ask. */
public final class KnownServices {
  private volatile ServicesSettings settings;

  public KnownServices(ServicesSettings settings) {
    this.settings = settings;
  }

  /**
   * From now on these.
   *
   * @return whether that is anything else than before
   */
  public boolean use(ServicesSettings next) {
    var isOther = !next.equals(settings);
    settings = next;
    return isOther;
  }

  /** For accounts of this domain, in the order in which clients are told. */
  List<Service> of(String domain) {
    var now = settings;
    var own = now.ownStunPort() > 0 ? Stream.of("udp", "tcp") : Stream.<String>empty();
    return Stream.concat(
            own.map(
                transport ->
                    new Service(
                        new ExternalService("stun", domain, now.ownStunPort(), transport, null),
                        new ServiceLogin.Open())),
            now.services().stream())
        .toList();
  }
}
