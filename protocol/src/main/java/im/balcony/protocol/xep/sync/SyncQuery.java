package im.balcony.protocol.xep.sync;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the conversations that changed after a stamp.
 *
 * @param stamp 0 asks for all that are not deleted
 * @param pinnedFirst whether pinned ones stand above the others
 * @param pinned null for both
 * @param archived null for both
 * @param page null when no page was asked for
 */
public record SyncQuery(
    long stamp,
    boolean pinnedFirst,
    @Nullable Boolean pinned,
    @Nullable Boolean archived,
    @Nullable PageRequest page) {

  /** Empty when a number is none or the page cannot be read. */
  public static Optional<SyncQuery> read(XmlElement query) {
    var stamp = stamp(query.attribute("stamp"));
    var page = PageRequest.in(query);
    if (stamp < 0 || page.isEmpty()) {
      return Optional.empty();
    }
    var form = DataForm.in(query);
    var paged = query.child("set", PageRequest.NAMESPACE).isPresent();
    return Optional.of(
        new SyncQuery(
            stamp,
            Boolean.TRUE.equals(filter(form, "pinned_first")),
            filter(form, "filter_pinned"),
            filter(form, "filter_archived"),
            paged ? page.get() : null));
  }

  /** 0 when there is none, -1 when it is no number. */
  private static long stamp(@Nullable String text) {
    return text == null || text.isEmpty() ? 0 : SchemaValues.longOf(text).orElse(-1);
  }

  private static @Nullable Boolean filter(Optional<DataForm> form, String name) {
    return form.flatMap(filled -> filled.value("{" + Synchronization.NAMESPACE + "}" + name))
        .flatMap(SchemaValues::booleanOf)
        .orElse(null);
  }
}
