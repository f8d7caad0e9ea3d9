package im.balcony.protocol.xep.correction;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** Says that a message stands for an earlier one of the same sender (section 3). */
@Xep(number = 308, name = "Last Message Correction", version = "1.2.1")
public final class Correction {
  public static final String NAMESPACE = "urn:xmpp:message-correct:0";

  private static final String NAME = "replace";

  private Correction() {}

  /** The id of the message that this one replaces. */
  public static Optional<String> replacedId(XmlElement message) {
    return message.child(NAME, NAMESPACE).map(replace -> replace.attribute("id"));
  }

  public static XmlElement of(String replacedId) {
    return XmlElement.named(NAME, NAMESPACE).attribute("id", replacedId).build();
  }
}
