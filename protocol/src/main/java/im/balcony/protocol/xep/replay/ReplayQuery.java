package im.balcony.protocol.xep.replay;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what happened in one conversation after a version.
 *
 * @param with the bare JID of the other side
 * @param life which life of the conversation the version belongs to; null when none is known
 * @param since the version that the client has, 0 for none
 * @param before only what happened before this version; 0 for all
 * @param newestFirst whether the page is filled from its end
 * @param itemsMax events in the page, at least 1
 */
public record ReplayQuery(
    Jid with, @Nullable String life, long since, long before, boolean newestFirst, int itemsMax) {
  public static final String NAMESPACE = "urn:balcony:replay:0";
  public static final String NAME = "replay";

  /** Events in a page, whatever is asked for; the default as well. */
  public static final int ITEMS_MAX = 100;

  private static final String NEWEST_FIRST = "newest-first";
  private static final String OLDEST_FIRST = "oldest-first";

  /** Empty when something in it cannot be read. */
  public static Optional<ReplayQuery> read(XmlElement element) {
    var with = Jid.tryParse(element.attribute("with"));
    var since = version(element.attribute("since"));
    var before = version(element.attribute("before"));
    var order = element.attribute("order");
    var max = element.attribute("max");
    var size = SchemaValues.countOf(max);
    boolean readable =
        with.isPresent()
            && since >= 0
            && before >= 0
            && (order == null || order.equals(NEWEST_FIRST) || order.equals(OLDEST_FIRST))
            && (max == null || (size.isPresent() && size.getAsInt() > 0));
    if (!readable) {
      return Optional.empty();
    }
    return Optional.of(
        new ReplayQuery(
            with.get().bare(),
            element.attribute("life"),
            since,
            before,
            NEWEST_FIRST.equals(order),
            Math.min(size.orElse(ITEMS_MAX), ITEMS_MAX)));
  }

  /** 0 when it is absent, -1 when it is none. */
  private static long version(@Nullable String text) {
    return text == null ? 0 : SchemaValues.longOf(text).orElse(-1);
  }
}
