package im.balcony.protocol.xep.csi;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client says about its user; every stream begins active, and there is no answer. */
@Xep(number = 352, name = "Client State Indication", version = "1.0.0")
public enum ClientState {
  ACTIVE,
  INACTIVE;

  public static final String NAMESPACE = "urn:xmpp:csi:0";

  private final String elementName = name().toLowerCase(Locale.ROOT);

  /** The stream feature. */
  public static XmlElement feature() {
    return XmlElement.named("csi", NAMESPACE).build();
  }

  public static Optional<ClientState> read(XmlElement element) {
    return Arrays.stream(values())
        .filter(state -> element.is(state.elementName, NAMESPACE))
        .findFirst();
  }

  public XmlElement toElement() {
    return XmlElement.named(elementName, NAMESPACE).build();
  }
}
