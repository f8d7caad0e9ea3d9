package im.balcony.protocol.xep.hints;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Locale;

/** A message processing hint; hints in errors are another message's and are not looked at. */
@Xep(number = 334, name = "Message Processing Hints", version = "1.0.0")
public enum Hint {
  NO_PERMANENT_STORE,
  NO_STORE,
  NO_COPY,
  STORE;

  public static final String NAMESPACE = "urn:xmpp:hints";

  private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Whether this message carries the hint. */
  public boolean isIn(XmlElement message) {
    return !"error".equals(message.attribute("type"))
        && message.child(elementName, NAMESPACE).isPresent();
  }

  public XmlElement toElement() {
    return XmlElement.named(elementName, NAMESPACE).build();
  }
}
