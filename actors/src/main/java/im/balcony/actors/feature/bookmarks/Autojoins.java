package im.balcony.actors.feature.bookmarks;

import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import java.util.LinkedHashSet;
import java.util.Set;

/** The rooms that an account's clients enter by themselves (XEP-0402 section 3.1). */
public final class Autojoins {
  private Autojoins() {}

  /** In the order of their items. */
  public static Set<Jid> of(Nodes nodes) {
    var rooms = new LinkedHashSet<Jid>();
    nodes
        .node(Bookmarks.NODE)
        .ifPresent(
            node ->
                node.items()
                    .forEach(
                        item -> {
                          var payload = ItemElements.of(item).payload();
                          if (payload != null && Bookmarks.entersByItself(payload)) {
                            Jid.tryParse(item.id()).filter(Jid::isBare).ifPresent(rooms::add);
                          }
                        }));
    return rooms;
  }
}
