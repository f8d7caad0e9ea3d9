package im.balcony.actors.feature.externalservices;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xep.externalservices.ExternalServices;
import im.balcony.protocol.xep.externalservices.ServicesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** XEP-0215: the domain tells its own people where STUN and TURN are. */
public final class ExternalServicesFeature implements Feature {
  private final ServicesSettings settings;

  public ExternalServicesFeature(ServicesSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(ExternalServices.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return Stream.of("services", "credentials")
        .map(
            name ->
                IqService.server(
                    IqService.Types.GET, name, ExternalServices.NAMESPACE, this::answer))
        .toList();
  }

  /** Section 2: somebody else's people are forbidden. */
  private IqAnswer answer(IqRequest request) {
    if (!request.byOwner()) {
      return IqAnswer.refused(StanzaError.forbidden());
    }
    var asked = ServicesRequest.read(request.payload());
    if (asked.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var meant = known(request).stream().filter(asked.get()::means).toList();
    if (asked.get() instanceof ServicesRequest.Services services) {
      return IqAnswer.result(ExternalServices.list(services.type(), meant));
    }
    var withLogin = meant.stream().filter(service -> service.login() != null).toList();
    return withLogin.isEmpty()
        ? IqAnswer.refused(StanzaError.itemNotFound())
        : IqAnswer.result(ExternalServices.credentials(withLogin));
  }

  private List<ExternalService> known(IqRequest request) {
    var bareJid = request.account().bare();
    var known = new ArrayList<ExternalService>();
    if (settings.ownStunPort() > 0) {
      for (var transport : List.of("udp", "tcp")) {
        known.add(
            new ExternalService("stun", bareJid.domain(), settings.ownStunPort(), transport, null));
      }
    }
    for (var service : settings.services()) {
      known.add(service.login().at(service.service(), bareJid, request.now()));
    }
    return known;
  }
}
