package im.balcony.protocol.xep.rsm;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a client wants. With both {@code after} and {@code before}, it is the page
 * in front of {@code before} that does not reach back to {@code after}.
 *
 * @param itemsMax null when the client leaves the size to the server; 0 asks for the count alone
 * @param after the page begins behind this id
 * @param before the page ends in front of this id; the empty text asks for the last page
 * @param index the page begins at this position, counted from 0
 */
@Xep(number = 59, name = "Result Set Management", version = "1.0")
public record PageRequest(
    @Nullable Integer itemsMax,
    @Nullable String after,
    @Nullable String before,
    @Nullable Integer index) {
  public static final String NAMESPACE = "http://jabber.org/protocol/rsm";

  /** The first page, as long as the server likes: what no set element means. */
  public static final PageRequest FIRST = new PageRequest(null, null, null, null);

  /** Longest id of an item that is looked at. */
  public static final int ID_CHARS_MAX = 1023;

  static final String NAME = "set";

  /**
   * Reads the set element in a query; {@link #FIRST} when there is none, empty when it is wrong.
   */
  public static Optional<PageRequest> in(XmlElement query) {
    return query.child(NAME, NAMESPACE).map(PageRequest::read).orElse(Optional.of(FIRST));
  }

  /** Empty when it is not a request: a size that is no number, an id without end. */
  public static Optional<PageRequest> read(XmlElement element) {
    if (!element.is(NAME, NAMESPACE)) {
      return Optional.empty();
    }
    var max = text(element, "max");
    var after = text(element, "after");
    var before = text(element, "before");
    var index = text(element, "index");
    var itemsMax = SchemaValues.countOf(max);
    var position = SchemaValues.countOf(index);
    boolean readable =
        (max == null || itemsMax.isPresent())
            && (index == null || position.isPresent())
            && (after == null || (!after.isEmpty() && after.length() <= ID_CHARS_MAX))
            && (before == null || before.length() <= ID_CHARS_MAX);
    if (!readable) {
      return Optional.empty();
    }
    return Optional.of(
        new PageRequest(
            itemsMax.isPresent() ? itemsMax.getAsInt() : null,
            after,
            before,
            position.isPresent() ? position.getAsInt() : null));
  }

  /** Whether the page is filled from its end (sections 2.3 and 2.5). */
  public boolean isBackwards() {
    return before != null;
  }

  /** How many items to give when no page is longer than {@code pageItemsMax}. */
  public int itemsUpTo(int pageItemsMax) {
    return itemsMax == null ? pageItemsMax : Math.min(itemsMax, pageItemsMax);
  }

  public XmlElement toElement() {
    var set = XmlElement.named(NAME, NAMESPACE);
    add(set, "max", itemsMax == null ? null : itemsMax.toString());
    add(set, "after", after);
    add(set, "before", before);
    add(set, "index", index == null ? null : index.toString());
    return set.build();
  }

  private static void add(XmlElement.Builder set, String name, @Nullable String text) {
    if (text != null) {
      set.child(XmlElement.named(name, NAMESPACE).text(text).build());
    }
  }

  private static @Nullable String text(XmlElement set, String name) {
    return set.child(name, NAMESPACE).map(XmlElement::text).orElse(null);
  }
}
