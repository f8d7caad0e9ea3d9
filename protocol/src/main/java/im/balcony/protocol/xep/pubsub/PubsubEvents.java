package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** The notices of what happened to a node (XEP-0060 sections 7.1.2, 7.2.2, 8.2, 8.4, 8.5). */
public final class PubsubEvents {
  private static final String NODE = "node";

  private PubsubEvents() {}

  /** An item was published, or is the last one. */
  public static XmlElement item(String node, PubsubItem item) {
    return event(items(node, item.toElement(Pubsub.EVENT)));
  }

  /** These items are gone. */
  public static XmlElement retracted(String node, List<String> itemIds) {
    var items = XmlElement.named("items", Pubsub.EVENT).attribute(NODE, node);
    itemIds.forEach(
        id -> items.child(XmlElement.named("retract", Pubsub.EVENT).attribute("id", id).build()));
    return event(items.build());
  }

  /** All items are gone. */
  public static XmlElement purged(String node) {
    return event(ofNode("purge", node));
  }

  /** The node is gone. */
  public static XmlElement deleted(String node) {
    return event(ofNode("delete", node));
  }

  /** The node is configured in another way; how is for its owner to ask. */
  public static XmlElement configured(String node) {
    return event(ofNode("configuration", node));
  }

  private static XmlElement items(String node, XmlElement item) {
    return XmlElement.named("items", Pubsub.EVENT).attribute(NODE, node).child(item).build();
  }

  private static XmlElement ofNode(String name, String node) {
    return XmlElement.named(name, Pubsub.EVENT).attribute(NODE, node).build();
  }

  private static XmlElement event(XmlElement content) {
    return XmlElement.named("event", Pubsub.EVENT).child(content).build();
  }
}
