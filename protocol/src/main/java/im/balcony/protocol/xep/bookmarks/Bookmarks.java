package im.balcony.protocol.xep.bookmarks;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Bookmarks of rooms: an item each at a node, or all of them in one private element, and the way
 * between the two (section 5.3).
 */
@Xep(number = 402, name = "PEP Native Bookmarks", version = "1.2.0")
public final class Bookmarks {
  /** The node, and the namespace of its items. */
  public static final String NODE = "urn:xmpp:bookmarks:1";

  /** Told when both forms show the same (section 5.4). */
  public static final String COMPAT_FEATURE = NODE + "#compat";

  /** The namespace of the private element (XEP-0048 section 2). */
  public static final String STORAGE_NAMESPACE = "storage:bookmarks";

  /** The private element itself. */
  public static final String STORAGE_NAME = "storage";

  private static final String CONFERENCE = "conference";
  private static final String EXTENSIONS = "extensions";
  private static final String JID = "jid";

  private Bookmarks() {}

  /** Whether the payload of an item is a bookmark. */
  public static boolean isBookmark(XmlElement payload) {
    return payload.is(CONFERENCE, NODE);
  }

  /** Whether it is a bookmark of a room that clients enter by themselves (section 3.1). */
  public static boolean entersByItself(XmlElement payload) {
    var autojoin = payload.attribute("autojoin");
    return isBookmark(payload)
        && autojoin != null
        && SchemaValues.booleanOf(autojoin).orElse(false);
  }

  /** The rooms of a private element as items, by their addresses; the first of each counts. */
  public static Map<String, XmlElement> items(XmlElement storage) {
    var items = new LinkedHashMap<String, XmlElement>();
    for (var conference : storage.children(CONFERENCE, STORAGE_NAMESPACE)) {
      room(conference)
          .ifPresent(
              room ->
                  items.putIfAbsent(
                      room, recast(conference.withAttribute(JID, null), STORAGE_NAMESPACE, NODE)));
    }
    return items;
  }

  /** The private element without what {@link #items} gives: what has no room's address stays. */
  public static XmlElement withoutRooms(XmlElement storage) {
    Predicate<XmlElement> isRoom =
        child -> child.is(CONFERENCE, STORAGE_NAMESPACE) && room(child).isPresent();
    return storage.withoutChildren(isRoom);
  }

  /**
   * All rooms as one private element.
   *
   * @param rest what else it holds, web pages say
   * @param items payloads by the addresses of their rooms
   */
  public static XmlElement storage(Collection<XmlElement> rest, Map<String, XmlElement> items) {
    var storage = XmlElement.named(STORAGE_NAME, STORAGE_NAMESPACE).children(rest);
    items.forEach(
        (room, payload) ->
            storage.child(recast(payload, NODE, STORAGE_NAMESPACE).withAttribute(JID, room)));
    return storage.build();
  }

  /**
   * The item with the extensions of what stood there before: clients of the older form do not know
   * of them (section 4).
   */
  public static XmlElement keepingExtensions(XmlElement item, Optional<XmlElement> before) {
    return item.child(EXTENSIONS, NODE).isPresent()
        ? item
        : before
            .flatMap(payload -> payload.child(EXTENSIONS, NODE))
            .map(item::withChild)
            .orElse(item);
  }

  /** What other extensions keep in this item; empty when it holds nothing of that kind. */
  public static XmlElement extensions(XmlElement item) {
    return item.child(EXTENSIONS, NODE).orElseGet(() -> XmlElement.named(EXTENSIONS, NODE).build());
  }

  /** The same item with these in the place of its extensions. */
  public static XmlElement withExtensions(XmlElement item, XmlElement extensions) {
    return item.child(EXTENSIONS, NODE)
        .map(before -> item.withReplaced(before, extensions))
        .orElseGet(() -> item.withChild(extensions));
  }

  private static Optional<String> room(XmlElement conference) {
    return Jid.tryParse(conference.attribute(JID)).map(Jid::toString);
  }

  /** The same element with all of one namespace in another. */
  private static XmlElement recast(XmlElement element, String from, String to) {
    if (!element.namespace().equals(from)) {
      return element;
    }
    var copy = XmlElement.named(element.name(), to);
    element.attributes().forEach(copy::attribute);
    var children = element.elements();
    if (children.isEmpty()) {
      copy.text(element.text());
    }
    children.forEach(child -> copy.child(recast(child, from, to)));
    return copy.build();
  }
}
