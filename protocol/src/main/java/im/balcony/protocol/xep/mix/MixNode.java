package im.balcony.protocol.xep.mix;

import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The nodes of a channel (XEP-0369 section 4.7, XEP-0403, XEP-0404, XEP-0406, XEP-0407). */
public enum MixNode {
  MESSAGES("messages"),
  PARTICIPANTS("participants"),
  INFO("info"),
  PRESENCE("presence"),
  JID_MAP("jidmap"),
  CONFIG("config"),
  ALLOWED("allowed"),
  BANNED("banned"),
  /** Of the room's picture (XEP-0407 section 2). */
  AVATAR_DATA(UserAvatar.DATA),
  AVATAR_METADATA(UserAvatar.METADATA);

  private final String value;

  MixNode(String name) {
    this.value = name.startsWith("urn:") ? name : "urn:xmpp:mix:nodes:" + name;
  }

  /** As it stands in the attribute. */
  public String value() {
    return value;
  }

  /** Empty for a node that channels do not have here. */
  public static Optional<MixNode> of(@Nullable String value) {
    for (var node : values()) {
      if (node.value.equals(value)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  XmlElement element(String name) {
    return XmlElement.named(name, Mix.NAMESPACE).attribute("node", value).build();
  }
}
