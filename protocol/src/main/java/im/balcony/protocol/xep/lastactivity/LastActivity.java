package im.balcony.protocol.xep.lastactivity;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * How long ago an account went offline; for a server, how long it runs.
 *
 * @param status the last words of who went offline; may be empty
 */
@Xep(number = 12, name = "Last Activity", version = "2.0")
public record LastActivity(long seconds, String status) {
  public static final String NAMESPACE = "jabber:iq:last";

  private static final String NAME = "query";

  /** Whether the payload asks for this. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  public static Optional<LastActivity> read(XmlElement element) {
    var seconds = SchemaValues.unsignedIntOf(element.attribute("seconds"));
    return isIn(element) && seconds.isPresent()
        ? Optional.of(new LastActivity(seconds.getAsLong(), element.text()))
        : Optional.empty();
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("seconds", Long.toString(seconds))
        .text(status)
        .build();
  }
}
