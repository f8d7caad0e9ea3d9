package im.balcony.protocol.xep.externalservices;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks for (XEP-0215 section 3). */
public sealed interface ServicesRequest {

  /** Whether this service is meant. */
  boolean means(ExternalService service);

  /**
   * Sections 3.1, 3.2.
   *
   * @param type of one type only; null: all
   */
  record Services(@Nullable String type) implements ServicesRequest {
    @Override
    public boolean means(ExternalService service) {
      return type == null || type.equals(service.type());
    }
  }

  /**
   * Section 3.3: credentials for a service that the client knows already.
   *
   * @param port 0: any
   */
  record Credentials(String host, String type, int port) implements ServicesRequest {
    @Override
    public boolean means(ExternalService service) {
      return host.equals(service.host())
          && type.equals(service.type())
          && (port == 0 || port == service.port());
    }
  }

  /** Empty for what is not a request of the XEP. */
  static Optional<ServicesRequest> read(XmlElement payload) {
    if (payload.is("services", ExternalServices.NAMESPACE)) {
      return Optional.of(new Services(payload.attribute("type")));
    }
    return payload.is("credentials", ExternalServices.NAMESPACE)
        ? payload.child("service", ExternalServices.NAMESPACE).flatMap(ServicesRequest::credentials)
        : Optional.empty();
  }

  private static Optional<ServicesRequest> credentials(XmlElement service) {
    var host = service.attribute("host");
    var type = service.attribute("type");
    var said = service.attribute("port");
    var port = SchemaValues.countOf(said);
    if (host == null || type == null || (said != null && port.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Credentials(host, type, port.orElse(0)));
  }
}
