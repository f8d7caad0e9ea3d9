package im.balcony.actors.feature.bookmarks;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.NodeFollower;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.account.PrivateName;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.privatestorage.PrivateStorage;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * XEP-0402 section 5.3: rooms are kept once, as items of their node; the private element of
 * XEP-0048 is made of them when it is asked for, and taken apart when it is set. What else it holds
 * is kept as private XML.
 */
public final class BookmarksFeature implements Feature, NodeFollower {
  /** What the private element is filed under. */
  public static final PrivateName STORAGE =
      new PrivateName(Bookmarks.STORAGE_NAME, Bookmarks.STORAGE_NAMESPACE);

  private final int itemsMax;

  /**
   * @param itemsMax how many rooms a node keeps
   */
  public BookmarksFeature(int itemsMax) {
    this.itemsMax = itemsMax;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Bookmarks.NODE, Bookmarks.COMPAT_FEATURE);
  }

  /** The private element as it is now. */
  public XmlElement storage(AccountState state) {
    var kept = kept(state);
    var rooms = new LinkedHashMap<>(Bookmarks.items(kept));
    rooms.putAll(atNode(state));
    return Bookmarks.storage(Bookmarks.withoutRooms(kept).elements(), rooms);
  }

  /** Takes a private element apart; says why not when there is no room for it. */
  public Optional<StanzaError> store(NodeChange change, XmlElement storage) {
    var rooms = Bookmarks.items(storage);
    var before = atNode(change.state());
    if (rooms.size() > itemsMax) {
      return Optional.of(StanzaError.resourceConstraint());
    }
    if (!rooms.isEmpty() && !change.ensure(Bookmarks.NODE, PrivateStorage.ofManyItems())) {
      return Optional.of(PubsubError.maxNodesExceeded());
    }
    var gone = before.keySet().stream().filter(room -> !rooms.containsKey(room)).toList();
    if (!gone.isEmpty()) {
      change.retract(Bookmarks.NODE, gone, false);
    }
    rooms.forEach((room, bookmark) -> publish(change, room, bookmark, before.get(room)));
    keep(change, storage);
    return Optional.empty();
  }

  private static void publish(
      NodeChange change, String room, XmlElement bookmark, @Nullable XmlElement before) {
    var next = Bookmarks.keepingExtensions(bookmark, Optional.ofNullable(before));
    if (!next.equals(before)) {
      change.publish(Bookmarks.NODE, room, next);
    }
  }

  /** What was kept before there was a node moves there with the first bookmark. */
  @Override
  public void published(NodeChange change, String node, XmlElement payload) {
    var kept = kept(change.state());
    var rooms = Bookmarks.items(kept);
    if (node.equals(Bookmarks.NODE) && !rooms.isEmpty()) {
      var there = atNode(change.state());
      rooms.forEach(
          (room, bookmark) -> {
            if (!there.containsKey(room)) {
              change.publish(Bookmarks.NODE, room, bookmark);
            }
          });
      keep(change, kept);
    }
  }

  private static void keep(NodeChange change, XmlElement storage) {
    change.add(
        new AccountEvent.PrivateXmlStored(
            STORAGE.name(), STORAGE.namespace(), Bookmarks.withoutRooms(storage).toBytes()));
  }

  private static XmlElement kept(AccountState state) {
    var xml = state.privateXml().get(STORAGE);
    return xml == null ? Bookmarks.storage(List.of(), Map.of()) : StoredXml.read(xml);
  }

  private static Map<String, XmlElement> atNode(AccountState state) {
    var rooms = new LinkedHashMap<String, XmlElement>();
    state
        .nodes()
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
}
