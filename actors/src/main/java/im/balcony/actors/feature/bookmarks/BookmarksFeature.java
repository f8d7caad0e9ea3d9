package im.balcony.actors.feature.bookmarks;

import im.balcony.actors.feature.AccountUpgrade;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.account.PrivateName;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.privatestorage.PrivateStorage;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
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
public final class BookmarksFeature implements Feature, AccountUpgrade {
  /** What the private element is filed under. */
  public static final PrivateName STORAGE =
      new PrivateName(Bookmarks.STORAGE_NAME, Bookmarks.STORAGE_NAMESPACE);

  private final PubsubLimits limits;

  /**
   * @param limits of the node that keeps the rooms
   */
  public BookmarksFeature(PubsubLimits limits) {
    this.limits = limits;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Bookmarks.NODE, Bookmarks.COMPAT_FEATURE);
  }

  /** The private element as it is now. */
  public XmlElement storage(AccountState state) {
    var kept = kept(state);
    var rooms = new LinkedHashMap<>(Bookmarks.items(kept));
    rooms.putAll(RoomBookmarks.of(state.nodes()));
    return Bookmarks.storage(Bookmarks.withoutRooms(kept).elements(), rooms);
  }

  /** Takes a private element apart; says why not when there is no room for it. */
  public Optional<StanzaError> store(NodeChange change, XmlElement storage) {
    var rooms = Bookmarks.items(storage);
    var before = RoomBookmarks.of(change.state().nodes());
    if (rooms.size() > limits.itemsMax()) {
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

  /**
   * Rooms that were kept before there was a node move there, all of them or, where there is no room
   * for so many, none: then they stay in the private element, and nothing is lost.
   */
  @Override
  public List<AccountEvent> events(AccountState state, Instant now) {
    var kept = kept(state);
    var rooms = Bookmarks.items(kept);
    rooms.keySet().removeAll(RoomBookmarks.of(state.nodes()).keySet());
    var change = new NodeChange(state, limits, now);
    if (Bookmarks.items(kept).isEmpty() || !hasRoomFor(change, rooms)) {
      return List.of();
    }
    rooms.forEach((room, bookmark) -> change.publish(Bookmarks.NODE, room, bookmark));
    keep(change, kept);
    return change.events();
  }

  private boolean hasRoomFor(NodeChange change, Map<String, XmlElement> rooms) {
    if (rooms.isEmpty()) {
      return true;
    }
    return change.hasRoomFor(List.copyOf(rooms.values()))
        && change.ensure(Bookmarks.NODE, PrivateStorage.ofManyItems())
        && change
            .state()
            .nodes()
            .node(Bookmarks.NODE)
            .filter(node -> node.config().persistsItems())
            .filter(node -> node.items().size() + rooms.size() <= itemsMax(node))
            .isPresent();
  }

  private int itemsMax(Node node) {
    return Math.min(node.config().itemsMax(), limits.itemsMax());
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
}
