package im.balcony.protocol.xep.rsm;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list was given (XEP-0059 section 2.2).
 *
 * @param first id of the first item, null on an empty page
 * @param last id of the last item, null on an empty page
 * @param firstIndex position of the first item, null when not counted
 * @param count size of the whole list, null when not counted
 */
public record PageResult(
    @Nullable String first,
    @Nullable String last,
    @Nullable Integer firstIndex,
    @Nullable Integer count) {

  public PageResult {
    if ((first == null) != (last == null) || (first == null && firstIndex != null)) {
      throw new IllegalArgumentException("a page has a first and a last item, or none");
    }
  }

  /** A page without items. */
  public static PageResult empty(@Nullable Integer count) {
    return new PageResult(null, null, null, count);
  }

  public static PageResult of(String first, String last) {
    return new PageResult(first, last, null, null);
  }

  public static Optional<PageResult> read(XmlElement element) {
    if (!element.is(PageRequest.NAME, PageRequest.NAMESPACE)) {
      return Optional.empty();
    }
    var first = element.child("first", PageRequest.NAMESPACE);
    var last = element.child("last", PageRequest.NAMESPACE);
    if (first.isPresent() != last.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PageResult(
            first.map(XmlElement::text).orElse(null),
            last.map(XmlElement::text).orElse(null),
            count(first.map(item -> item.attribute("index")).orElse(null)),
            count(
                element.child("count", PageRequest.NAMESPACE).map(XmlElement::text).orElse(null))));
  }

  public XmlElement toElement() {
    var set = XmlElement.named(PageRequest.NAME, PageRequest.NAMESPACE);
    if (first != null && last != null) {
      set.child(
          named("first", first)
              .withAttribute("index", firstIndex == null ? null : firstIndex.toString()));
      set.child(named("last", last));
    }
    if (count != null) {
      set.child(named("count", count.toString()));
    }
    return set.build();
  }

  private static XmlElement named(String name, String text) {
    return XmlElement.named(name, PageRequest.NAMESPACE).text(text).build();
  }

  private static @Nullable Integer count(@Nullable String text) {
    var count = SchemaValues.countOf(text);
    return count.isPresent() ? count.getAsInt() : null;
  }
}
