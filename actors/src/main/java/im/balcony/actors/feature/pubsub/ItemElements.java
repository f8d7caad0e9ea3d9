package im.balcony.actors.feature.pubsub;

import im.balcony.actors.user.pubsub.Item;
import im.balcony.protocol.xep.pubsub.PubsubItem;
import im.balcony.protocol.xml.StoredXml;

/** Kept items as they stand in answers and notices. */
public final class ItemElements {
  private ItemElements() {}

  public static PubsubItem of(Item item) {
    return item.xml().length == 0
        ? PubsubItem.named(item.id())
        : new PubsubItem(item.id(), StoredXml.read(item.xml()));
  }
}
