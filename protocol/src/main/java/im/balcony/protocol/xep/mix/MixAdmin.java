package im.balcony.protocol.xep.mix;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xml.XmlElement;

/** Who runs a channel changes it by publishing to nodes of it. */
@Xep(
    number = 406,
    name = "Mediated Information eXchange (MIX): MIX Administration",
    version = "0.3.1")
public final class MixAdmin {
  public static final String NAMESPACE = "urn:xmpp:mix:admin:0";

  private static final String ITEMS = "items";

  private MixAdmin() {}

  /**
   * The request as publish-subscribe has it. Sections 3.1 and 3.2 write an element around the items
   * to publish that XEP-0060 does not know, and a request without it means the same.
   */
  public static XmlElement plain(XmlElement pubsub) {
    var publish = pubsub.child("publish", Pubsub.NAMESPACE);
    var items = publish.flatMap(found -> found.child(ITEMS, Pubsub.NAMESPACE));
    if (publish.isEmpty() || items.isEmpty()) {
      return pubsub;
    }
    var plain =
        XmlElement.named("publish", Pubsub.NAMESPACE)
            .attribute("node", publish.get().attribute("node"))
            .children(items.get().elements());
    return pubsub.withReplaced(publish.get(), plain.build());
  }
}
