package im.balcony.protocol.sasl;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Objects;

/** The stream feature that names the channel bindings a client can choose from. */
@Xep(number = 440, name = "SASL Channel-Binding Type Capability", version = "1.0.0")
public final class ChannelBindingList {
  public static final String NAMESPACE = "urn:xmpp:sasl-cb:0";

  private static final String NAME = "sasl-channel-binding";
  private static final String TYPE = "channel-binding";

  private ChannelBindingList() {}

  /** Goes beside the mechanisms; only to be sent when a -PLUS mechanism is among them. */
  public static XmlElement of(List<ChannelBindingType> types) {
    var list = XmlElement.named(NAME, NAMESPACE);
    for (var type : types) {
      list.child(
          XmlElement.named(TYPE, NAMESPACE).attribute("type", type.registeredName()).build());
    }
    return list.build();
  }

  /** The names in such a list. */
  public static List<String> names(XmlElement list) {
    return list.children(TYPE, NAMESPACE).stream()
        .map(type -> type.attribute("type"))
        .filter(Objects::nonNull)
        .toList();
  }
}
