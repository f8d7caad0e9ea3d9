package im.balcony.protocol.xep.externalservices;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to {@link ServicesRequest}, lists of services (sections 3.1 to 3.3), and what a
 * client is told when one has changed (section 3.2).
 */
@Xep(number = 215, name = "External Service Discovery", version = "1.0.0")
public final class ExternalServices {
  public static final String NAMESPACE = "urn:xmpp:extdisco:2";

  private ExternalServices() {}

  /**
   * What happened to a service. A service that is gone is "delete" in the XEP's example and schema;
   * its section 2 calls that "remove".
   */
  public enum Action {
    ADD("add"),
    DELETE("delete"),
    MODIFY("modify");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * @param service with the login that is good now; one that is gone has none
   */
  public record Change(Action action, ExternalService service) {}

  /**
   * The payload of a push (section 3.2).
   *
   * @param type what the client had asked for; null: all
   */
  public static XmlElement push(@Nullable String type, List<Change> changes) {
    var list = XmlElement.named("services", NAMESPACE);
    if (type != null) {
      list.attribute("type", type);
    }
    changes.forEach(change -> list.child(change.service().toElement(change.action())));
    return list.build();
  }

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
