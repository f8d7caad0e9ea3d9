package im.balcony.protocol.xep.ping;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;

/** A question whose only answer is that there is one. */
@Xep(number = 199, name = "XMPP Ping", version = "2.0.1")
public final class Ping {
  public static final String NAMESPACE = "urn:xmpp:ping";

  private static final String NAME = "ping";

  private Ping() {}

  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  public static XmlElement element() {
    return XmlElement.named(NAME, NAMESPACE).build();
  }
}
