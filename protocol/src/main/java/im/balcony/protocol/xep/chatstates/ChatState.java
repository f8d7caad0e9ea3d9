package im.balcony.protocol.xep.chatstates;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A chat state: delivered to whoever is there, never stored. */
@Xep(number = 85, name = "Chat State Notifications", version = "2.1")
public enum ChatState {
  ACTIVE,
  COMPOSING,
  PAUSED,
  INACTIVE,
  GONE;

  public static final String NAMESPACE = "http://jabber.org/protocol/chatstates";

  private final String elementName = name().toLowerCase(Locale.ROOT);

  public static Optional<ChatState> in(XmlElement message) {
    return Arrays.stream(values())
        .filter(state -> message.child(state.elementName, NAMESPACE).isPresent())
        .findFirst();
  }

  public XmlElement toElement() {
    return XmlElement.named(elementName, NAMESPACE).build();
  }
}
