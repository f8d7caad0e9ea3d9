package im.balcony.protocol.xep.externalservices;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers to {@link ServicesRequest}: lists of services (sections 3.1 to 3.3). */
@Xep(number = 215, name = "External Service Discovery", version = "1.0.0")
public final class ExternalServices {
  public static final String NAMESPACE = "urn:xmpp:extdisco:2";

  private ExternalServices() {}

  /**
   * @param type what was asked for; null: all
   */
  public static XmlElement list(@Nullable String type, List<ExternalService> services) {
    var list = XmlElement.named("services", NAMESPACE);
    if (type != null) {
      list.attribute("type", type);
    }
    services.forEach(service -> list.child(service.toElement()));
    return list.build();
  }

  /** Credentials for each service that was meant (section 3.3). */
  public static XmlElement credentials(List<ExternalService> services) {
    var list = XmlElement.named("credentials", NAMESPACE);
    services.forEach(service -> list.child(service.toElement()));
    return list.build();
  }
}
