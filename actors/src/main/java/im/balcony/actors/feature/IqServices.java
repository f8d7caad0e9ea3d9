package im.balcony.actors.feature;

import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All IQs that the server answers, by place and payload. */
public final class IqServices {
  private final Map<Key, IqService> services = new HashMap<>();

  private record Key(IqService.Place place, String name, String namespace) {}

  public IqServices(List<Feature> features) {
    for (var feature : features) {
      for (var service : feature.services()) {
        var key = new Key(service.place(), service.name(), service.namespace());
        if (services.put(key, service) != null) {
          throw new IllegalArgumentException("two features answer " + key);
        }
      }
    }
  }

  /**
   * The answer of the server or of an account; service-unavailable to what nobody answers (RFC 6121
   * section 8.5.2.1.3).
   */
  public IqAnswer answer(IqService.Place place, IqRequest request) {
    var payload = request.payload();
    var service = services.get(new Key(place, payload.name(), payload.namespace()));
    if (service == null) {
      return IqAnswer.refused(StanzaError.serviceUnavailable());
    }
    if (place == IqService.Place.ACCOUNT && !request.byOwner()) {
      if (service.access() == IqService.Access.OWNER) {
        return IqAnswer.refused(StanzaError.forbidden());
      }
      if (!mayAsk(service.access(), request)) {
        return IqAnswer.refused(StanzaError.serviceUnavailable());
      }
      if (request.isSet() && service.access() != IqService.Access.ANYBODY_WRITES) {
        return IqAnswer.refused(StanzaError.forbidden());
      }
    }
    if (!understands(service, request.iq())) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return service.handler().answer(request);
  }

  private static boolean mayAsk(IqService.Access access, IqRequest request) {
    return switch (access) {
      case CONTACT -> isContact(request);
      case ADMITTED -> request.strangersAdmitted() || isContact(request);
      case OWNER, ANYBODY, ANYBODY_WRITES -> true;
    };
  }

  private static boolean isContact(IqRequest request) {
    return request.state().sharesPresenceWith(request.asker());
  }

  private static boolean understands(IqService service, Iq iq) {
    return switch (service.types()) {
      case GET -> iq.type() == Iq.Type.GET;
      case SET -> iq.type() == Iq.Type.SET;
      case GET_AND_SET -> true;
    };
  }

  /** Whether this payload is answered by an account, whoever asks. */
  public boolean answers(IqService.Place place, XmlElement payload) {
    return services.containsKey(new Key(place, payload.name(), payload.namespace()));
  }
}
