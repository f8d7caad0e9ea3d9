package im.balcony.actors.feature.bookmarks;

import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The bookmarks in an account's node (XEP-0402), in the order of their items. */
public final class RoomBookmarks {
  private RoomBookmarks() {}

  /** By the ids of their items. */
  static Map<String, XmlElement> of(Nodes nodes) {
    var rooms = new LinkedHashMap<String, XmlElement>();
    nodes
        .node(Bookmarks.NODE)
        .ifPresent(
            node ->
                node.items()
                    .forEach(
                        item -> {
                          var payload = ItemElements.of(item).payload();
                          if (payload != null && Bookmarks.isBookmark(payload)) {
                            rooms.put(item.id(), payload);
                          }
                        }));
    return rooms;
  }

  /** The rooms that the account's clients enter by themselves (section 3.1). */
  public static Set<Jid> autojoined(Nodes nodes) {
    var rooms = new LinkedHashSet<Jid>();
    of(nodes)
        .forEach(
            (id, payload) -> {
              if (Bookmarks.entersByItself(payload)) {
                Jid.tryParse(id).filter(Jid::isBare).ifPresent(rooms::add);
              }
            });
    return rooms;
  }
}
