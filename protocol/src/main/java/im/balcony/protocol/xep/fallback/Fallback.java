package im.balcony.protocol.xep.fallback;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;

/** Tells whether a message's body is there only for clients that do not understand the rest. */
@Xep(number = 428, name = "Fallback Indication", version = "0.2.1")
public final class Fallback {
  public static final String NAMESPACE = "urn:xmpp:fallback:0";

  private static final String NAME = "fallback";

  private Fallback() {}

  /** Whether the whole body is a fallback, not only a part such as a quotation (section 2.2). */
  public static boolean isWholeBody(XmlElement message) {
    return message.children(NAME, NAMESPACE).stream().anyMatch(Fallback::coversBody);
  }

  private static boolean coversBody(XmlElement fallback) {
    return fallback.elements().isEmpty()
        || fallback.children("body", NAMESPACE).stream()
            .anyMatch(body -> body.attribute("start") == null && body.attribute("end") == null);
  }

  /**
   * Says that all of the body is one.
   *
   * @param instead the namespace of what a client is to look at
   */
  public static XmlElement of(String instead) {
    return XmlElement.named(NAME, NAMESPACE).attribute("for", instead).build();
  }
}
