package im.balcony.protocol.xep.carbons;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;

/** Switching copies on and off, and the copies themselves. */
@Xep(number = 280, name = "Message Carbons", version = "1.0.1")
public final class Carbons {
  public static final String NAMESPACE = "urn:xmpp:carbons:2";

  /** Says that exactly the rules of section 6.1 decide (section 6.2), see {@link CarbonRules}. */
  public static final String RULES_FEATURE = "urn:xmpp:carbons:rules:0";

  private Carbons() {}

  /** Whether the copy is of something the account sent or got. */
  public enum Direction {
    SENT,
    RECEIVED;

    String elementName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The copy of {@code message} for another device of {@code account} (sections 7 and 8). */
  public static XmlElement copy(Direction direction, XmlElement message, Jid account, Jid device) {
    var forwarded = new Forwarded(message, null).toElement();
    return XmlElement.named("message", message.namespace())
        .attribute("from", account.bare().toString())
        .attribute("to", device.toString())
        .attribute("type", message.attribute("type"))
        .child(XmlElement.named(direction.elementName(), NAMESPACE).child(forwarded).build())
        .build();
  }

  /**
   * The message in a copy of this direction; whether the copy is to be trusted is not looked at.
   */
  public static Optional<XmlElement> copied(Direction direction, XmlElement copy) {
    return copy.child(direction.elementName(), NAMESPACE)
        .flatMap(wrapper -> wrapper.child("forwarded", Forwarded.NAMESPACE))
        .flatMap(Forwarded::read)
        .map(Forwarded::stanza);
  }

  /** Whether the message pretends to be a copy: only the own server may send such (section 11). */
  public static boolean isCopy(XmlElement message) {
    return message.child("sent", NAMESPACE).isPresent()
        || message.child("received", NAMESPACE).isPresent();
  }
}
