package im.balcony.protocol.xep.externalservices;

import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service and, where it wants some, what a client logs in with there (XEP-0215 section 2).
 *
 * @param port 1 to 65535
 * @param transport "udp" or "tcp"
 */
public record ExternalService(
    String type, String host, int port, String transport, @Nullable Login login) {

  /**
   * Credentials for one service.
   *
   * @param expires null when they do not
   */
  public record Login(String username, String password, @Nullable Instant expires) {
    /** Without the password, which no log may show. */
    @Override
    public String toString() {
      return "Login[username=" + username + ", expires=" + expires + "]";
    }
  }

  public ExternalService withLogin(Login given) {
    return new ExternalService(type, host, port, transport, given);
  }

  XmlElement toElement() {
    return toElement(null);
  }

  XmlElement toElement(ExternalServices.@Nullable Action action) {
    var service = XmlElement.named("service", ExternalServices.NAMESPACE);
    if (action != null) {
      service.attribute("action", action.word());
    }
    service
        .attribute("type", type)
        .attribute("host", host)
        .attribute("port", Integer.toString(port))
        .attribute("transport", transport);
    if (login != null) {
      service
          .attribute("restricted", "true")
          .attribute("username", login.username())
          .attribute("password", login.password());
      if (login.expires() != null) {
        service.attribute("expires", DateTimes.format(login.expires()));
      }
    }
    return service.build();
  }
}
