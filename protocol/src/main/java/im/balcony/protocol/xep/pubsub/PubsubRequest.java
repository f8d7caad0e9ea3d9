package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of a pubsub service in its first namespace (XEP-0060 sections 5 to 8.1). */
public sealed interface PubsubRequest {
  /** A request that names more items is refused. */
  int ITEMS_MAX = 1000;

  /** Section 7.1; one item at a time. */
  record Publish(String node, PubsubItem item, Optional<DataForm> options)
      implements PubsubRequest {}

  /**
   * Section 7.2.
   *
   * @param notifies whether subscribers are told though the node does not say so
   */
  record Retract(String node, String itemId, boolean notifies) implements PubsubRequest {}

  /**
   * Section 6.5.
   *
   * @param max the newest so many, {@link Integer#MAX_VALUE} for all
   * @param itemIds only these, empty for any
   */
  record Items(String node, int max, List<String> itemIds) implements PubsubRequest {}

  /**
   * Section 8.1.
   *
   * @param node null for one that the service names
   */
  record Create(@Nullable String node, Optional<DataForm> configuration) implements PubsubRequest {}

  /** Section 6.1. */
  record Subscribe(String node, Jid jid) implements PubsubRequest {}

  /** Section 6.2. */
  record Unsubscribe(String node, Jid jid) implements PubsubRequest {}

  /**
   * The asker's own subscriptions (section 5.6).
   *
   * @param node null for those of all nodes
   */
  record Subscriptions(@Nullable String node) implements PubsubRequest {}

  /**
   * The asker's own affiliations (section 5.7).
   *
   * @param node null for those of all nodes
   */
  record Affiliations(@Nullable String node) implements PubsubRequest {}

  /** What cannot be read, or is not offered. */
  record Unreadable(StanzaError error) implements PubsubRequest {}

  static PubsubRequest read(XmlElement payload) {
    for (var child : payload.elements()) {
      if (child.namespace().equals(Pubsub.NAMESPACE)) {
        var node = child.attribute("node");
        return node != null && (node.isEmpty() || node.length() > Pubsub.NAME_CHARS_MAX)
            ? new Unreadable(PubsubError.nodeIdRequired())
            : read(payload, child, node);
      }
    }
    return new Unreadable(StanzaError.badRequest());
  }

  private static PubsubRequest read(XmlElement payload, XmlElement child, @Nullable String node) {
    return switch (child.name()) {
      case "create" -> new Create(node, form(payload, "configure"));
      case "subscriptions" -> new Subscriptions(node);
      case "affiliations" -> new Affiliations(node);
      case "publish", "retract", "items", "subscribe", "unsubscribe" ->
          node == null
              ? new Unreadable(PubsubError.nodeIdRequired())
              : ofNode(payload, child, node);
      case "options", "default" -> new Unreadable(PubsubError.unsupported("subscription-options"));
      default -> new Unreadable(StanzaError.badRequest());
    };
  }

  private static PubsubRequest ofNode(XmlElement payload, XmlElement child, String node) {
    return switch (child.name()) {
      case "publish" -> publish(payload, child, node);
      case "retract" -> retract(child, node);
      case "items" -> items(child, node);
      default -> subscription(child, node);
    };
  }

  private static PubsubRequest publish(XmlElement payload, XmlElement child, String node) {
    var items = child.children(PubsubItem.NAME, Pubsub.NAMESPACE);
    if (items.isEmpty()) {
      return new Unreadable(PubsubError.itemRequired());
    }
    if (items.size() > 1) {
      return new Unreadable(PubsubError.maxItemsExceeded());
    }
    if (!isName(items.get(0).attribute("id"))) {
      return new Unreadable(StanzaError.badRequest());
    }
    return PubsubItem.read(items.get(0))
        .<PubsubRequest>map(item -> new Publish(node, item, form(payload, "publish-options")))
        .orElseGet(() -> new Unreadable(PubsubError.invalidPayload()));
  }

  private static PubsubRequest retract(XmlElement child, String node) {
    var items = child.children(PubsubItem.NAME, Pubsub.NAMESPACE);
    var id = items.size() == 1 ? items.get(0).attribute("id") : null;
    return id == null
        ? new Unreadable(PubsubError.itemRequired())
        : new Retract(node, id, SchemaValues.booleanOf(child.attribute("notify")).orElse(false));
  }

  private static PubsubRequest items(XmlElement child, String node) {
    var items = child.children(PubsubItem.NAME, Pubsub.NAMESPACE);
    var ids = items.stream().flatMap(item -> Optional.ofNullable(item.attribute("id")).stream());
    var max = child.attribute("max_items");
    var count = SchemaValues.countOf(max);
    return items.size() > ITEMS_MAX || (max != null && count.isEmpty())
        ? new Unreadable(StanzaError.badRequest())
        : new Items(node, count.orElse(Integer.MAX_VALUE), ids.toList());
  }

  private static PubsubRequest subscription(XmlElement child, String node) {
    var jid = Jid.tryParse(child.attribute("jid"));
    if (jid.isEmpty()) {
      return new Unreadable(PubsubError.invalidJid());
    }
    return child.name().equals("subscribe")
        ? new Subscribe(node, jid.get())
        : new Unsubscribe(node, jid.get());
  }

  private static Optional<DataForm> form(XmlElement payload, String name) {
    return payload.child(name, Pubsub.NAMESPACE).flatMap(DataForm::in);
  }

  private static boolean isName(@Nullable String id) {
    return id == null || (!id.isEmpty() && id.length() <= Pubsub.NAME_CHARS_MAX);
  }
}
