package im.balcony.protocol.xep.vcard;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;

/** A card is kept as its owner wrote it. */
@Xep(number = 54, name = "vcard-temp", version = "1.3.0")
public final class VCard {
  public static final String NAMESPACE = "vcard-temp";

  private static final String NAME = "vCard";

  private VCard() {}

  /** Whether the payload asks for a card or brings one. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** The answer for somebody who has none (section 3.1). */
  public static XmlElement empty() {
    return XmlElement.named(NAME, NAMESPACE).build();
  }
}
