package im.balcony.actors.feature.externalservices;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xep.externalservices.ExternalServices;
import im.balcony.protocol.xep.externalservices.ServicesRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * XEP-0215: the domain tells its own people where STUN and TURN are, and, once they have asked,
 * when that changes.
 */
public final class ExternalServicesFeature implements Feature {
  private final KnownServices known;

  public ExternalServicesFeature(KnownServices known) {
    this.known = known;
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
    var meant = told(request).stream().filter(asked.get()::means).toList();
    if (asked.get() instanceof ServicesRequest.Services services) {
      var list = ToldList.of(services.type(), known, request.account().domain());
      return IqAnswer.result(
          ExternalServices.list(services.type(), meant), new Consequence.ServicesTold(list.text()));
    }
    var withLogin = meant.stream().filter(service -> service.login() != null).toList();
    return withLogin.isEmpty()
        ? IqAnswer.refused(StanzaError.itemNotFound())
        : IqAnswer.result(ExternalServices.credentials(withLogin));
  }

  private List<ExternalService> told(IqRequest request) {
    var bareJid = request.account().bare();
    return known.of(bareJid.domain()).stream()
        .map(service -> service.login().at(service.service(), bareJid, request.now()))
        .toList();
  }
}
