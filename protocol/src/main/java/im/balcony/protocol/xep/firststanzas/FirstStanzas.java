package im.balcony.protocol.xep.firststanzas;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/**
 * What a client would send first of all, along with its request for a resource (XEP-0386 section
 * 3.2): its answers come in the same round trip.
 */
public final class FirstStanzas {
  public static final String NAMESPACE = "urn:balcony:first-stanzas:0";

  /** More of them make the login a malformed request. */
  public static final int STANZAS_MAX = 16;

  private static final String NAME = "first-stanzas";

  private FirstStanzas() {}

  /** Empty when none came along; each is still to be read as a stanza. */
  public static List<XmlElement> in(XmlElement bind) {
    return bind.child(NAME, NAMESPACE).map(XmlElement::elements).orElse(List.of());
  }

  /** So many of them come next in the session that has begun. */
  public static XmlElement taken(int count) {
    return XmlElement.named(NAME, NAMESPACE).attribute("count", Integer.toString(count)).build();
  }
}
