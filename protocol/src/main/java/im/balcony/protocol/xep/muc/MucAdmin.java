package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** Lists of people and changes of them (XEP-0045 sections 8 to 10, 14.3). */
public record MucAdmin(List<MucItem> items) {
  /** A request with more items is refused. */
  public static final int ITEMS_MAX = 500;

  private static final String NAME = "query";

  public MucAdmin {
    items = List.copyOf(items);
  }

  /** Whether the payload is such a list. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, Muc.ADMIN);
  }

  /** Empty when there is no item, too many, or one that cannot be. */
  public static Optional<MucAdmin> read(XmlElement payload) {
    var items = payload.children(MucItem.NAME, Muc.ADMIN);
    if (!isIn(payload) || items.isEmpty() || items.size() > ITEMS_MAX) {
      return Optional.empty();
    }
    var readable = items.stream().flatMap(item -> MucItem.read(item).stream()).toList();
    return readable.size() == items.size() ? Optional.of(new MucAdmin(readable)) : Optional.empty();
  }

  public XmlElement toElement() {
    var query = XmlElement.named(NAME, Muc.ADMIN);
    items.forEach(item -> query.child(item.toElement(Muc.ADMIN)));
    return query.build();
  }
}
