package im.balcony.protocol.xep.disco;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What belongs to an entity (XEP-0030 section 4). */
public record DiscoItems(@Nullable String node, List<Item> items) {
  public static final String NAMESPACE = "http://jabber.org/protocol/disco#items";

  private static final String NAME = "query";
  private static final String ITEM = "item";

  /** Another entity, or a node of one. */
  public record Item(Jid jid, @Nullable String node, @Nullable String name) {
    private static Optional<Item> read(XmlElement element) {
      return Jid.tryParse(element.attribute("jid"))
          .map(jid -> new Item(jid, element.attribute("node"), element.attribute("name")));
    }

    private XmlElement toElement() {
      return XmlElement.named(ITEM, NAMESPACE)
          .attribute("jid", jid.toString())
          .attribute("node", node)
          .attribute("name", name)
          .build();
    }
  }

  public DiscoItems {
    items = List.copyOf(items);
  }

  /** Whether the payload asks for this. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** Items that are not readable are passed over; empty when there are too many. */
  public static Optional<DiscoItems> read(XmlElement element) {
    var items = element.children(ITEM, NAMESPACE);
    if (!isIn(element) || items.size() > DiscoInfo.ENTRIES_MAX) {
      return Optional.empty();
    }
    var readable = items.stream().flatMap(item -> Item.read(item).stream()).toList();
    return Optional.of(new DiscoItems(element.attribute("node"), readable));
  }

  public XmlElement toElement() {
    var query = XmlElement.named(NAME, NAMESPACE).attribute("node", node);
    items.forEach(item -> query.child(item.toElement()));
    return query.build();
  }
}
