package im.balcony.actors.feature.notifysettings;

import im.balcony.actors.feature.pubsub.ItemElements;
import im.balcony.actors.feature.pubsub.NodeChange;
import im.balcony.actors.feature.pubsub.PubsubLimits;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Item;
import im.balcony.actors.user.pubsub.Nodes;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.bookmarks.Bookmarks;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xep.notifysettings.NotifySettings;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * XEP-0492 section 2.1: the settings that stand in an account's bookmarks (XEP-0402), by the bare
 * JID of the chat. Of two items for one chat the newer counts.
 */
public final class BookmarkedSettings {
  private final PubsubLimits limits;

  private record Bookmark(String itemId, XmlElement payload) {}

  /**
   * @param limits of the node; an element of a setting more, once an item, is not held against them
   */
  public BookmarkedSettings(PubsubLimits limits) {
    this.limits = limits;
  }

  /** What each bookmark says; those that say nothing are there as well. */
  public static Map<String, NotifySetting> of(Nodes nodes) {
    var settings = new LinkedHashMap<String, NotifySetting>();
    bookmarks(nodes)
        .forEach(
            (chat, bookmark) ->
                settings.put(chat, NotifySettings.in(Bookmarks.extensions(bookmark.payload()))));
    return settings;
  }

  /**
   * Publishes the bookmarks of these chats anew, with another setting and otherwise as they are.
   *
   * @param settings of chats that are bookmarked
   * @param now when it is published
   */
  public NodeChange saying(AccountState state, Map<String, NotifySetting> settings, Instant now) {
    var change = new NodeChange(state, limits, now);
    bookmarks(state.nodes())
        .forEach(
            (chat, bookmark) -> {
              var setting = settings.get(chat);
              if (setting != null) {
                change.publish(
                    Bookmarks.NODE, bookmark.itemId(), saying(bookmark.payload(), setting));
              }
            });
    return change;
  }

  private static XmlElement saying(XmlElement bookmark, NotifySetting setting) {
    var extensions = NotifySettings.with(Bookmarks.extensions(bookmark), setting);
    return Bookmarks.withExtensions(bookmark, extensions);
  }

  private static Map<String, Bookmark> bookmarks(Nodes nodes) {
    var bookmarks = new LinkedHashMap<String, Bookmark>();
    nodes
        .node(Bookmarks.NODE)
        .ifPresent(
            node ->
                node.items()
                    .forEach(
                        item ->
                            chat(item)
                                .ifPresent(
                                    chat ->
                                        bookmark(item)
                                            .ifPresent(found -> bookmarks.put(chat, found)))));
    return bookmarks;
  }

  private static Optional<String> chat(Item item) {
    return Jid.tryParse(item.id()).filter(jid -> !jid.isFull()).map(Jid::toString);
  }

  private static Optional<Bookmark> bookmark(Item item) {
    return Optional.ofNullable(ItemElements.of(item).payload())
        .filter(Bookmarks::isBookmark)
        .map(payload -> new Bookmark(item.id(), payload));
  }
}
