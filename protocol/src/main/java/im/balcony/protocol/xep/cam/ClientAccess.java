package im.balcony.protocol.xep.cam;

import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.datetime.DateTimes;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that has access to an account, as its owner is told (XEP-0494 section 3.1).
 *
 * @param id says which one to revoke, and nothing else
 * @param connected whether it has a session now, or one that may be resumed
 * @param byPassword whether it proved the password that is valid now
 * @param byToken whether it has tokens of XEP-0484
 */
@Xep(number = 494, name = "Client Access Management", version = "0.1.0")
public record ClientAccess(
    String id,
    boolean connected,
    Instant firstSeen,
    Instant lastSeen,
    boolean byPassword,
    boolean byToken,
    @Nullable String software,
    @Nullable String device) {
  public static final String NAMESPACE = "urn:xmpp:cam:0";

  public static XmlElement list(List<ClientAccess> clients) {
    return named("clients")
        .children(clients.stream().map(ClientAccess::toElement).toList())
        .build();
  }

  /** The client that {@code <revoke/>} means (section 3.2). */
  public static Optional<String> revoked(XmlElement payload) {
    return payload.is("revoke", NAMESPACE)
        ? Optional.ofNullable(payload.attribute("id"))
        : Optional.empty();
  }

  /** Only another password keeps this client out (section 3.2). */
  public static StanzaError passwordResetRequired() {
    return StanzaError.serviceUnavailable()
        .withType(StanzaError.Type.CANCEL)
        .withApplication(named("password-reset-required").build());
  }

  private XmlElement toElement() {
    var auth = named("auth");
    if (byPassword) {
      auth.child(named("password").build());
    }
    if (byToken) {
      auth.child(named("fast").build());
    }
    return named("client")
        .attribute("connected", Boolean.toString(connected))
        .attribute("id", id)
        .attribute("type", "session")
        .child(text("first-seen", DateTimes.format(firstSeen)))
        .child(text("last-seen", DateTimes.format(lastSeen)))
        .child(auth.build())
        .child(named("permission").attribute("status", "unrestricted").build())
        .child(userAgent())
        .build();
  }

  private XmlElement userAgent() {
    var agent = named("user-agent");
    if (software != null) {
      agent.child(text("software", software));
    }
    if (device != null) {
      agent.child(text("device", device));
    }
    return agent.build();
  }

  private static XmlElement text(String name, String text) {
    return named(name).text(text).build();
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, NAMESPACE);
  }
}
