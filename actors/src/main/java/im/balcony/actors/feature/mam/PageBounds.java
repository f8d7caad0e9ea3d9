package im.balcony.actors.feature.mam;

import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.ArchiveQuery;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mam.MamQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The range of archive ids that a query means. Our ids are decimal microseconds, so times are ids
 * too; whatever else a client calls an id is in no archive of ours.
 */
public record PageBounds(
    long aboveId,
    long belowId,
    List<Long> references,
    List<Long> ids,
    Optional<StanzaError> refusal) {

  /** The range, or why there is none. */
  public static PageBounds of(MamQuery query) {
    var reading = new Reading();
    var filter = query.filter();
    if (filter.start() != null) {
      reading.above = Math.max(reading.above, ArchiveItem.idAt(filter.start()) - 1);
    }
    if (filter.end() != null) {
      reading.below = Math.min(reading.below, ArchiveItem.idAt(filter.end()) + 1);
    }
    reading.after(filter.afterId());
    reading.after(query.page().after());
    reading.before(filter.beforeId());
    var before = query.page().before();
    reading.before(before == null || before.isEmpty() ? null : before);
    var ids = filter.ids().stream().map(reading::id).toList();
    if (query.page().index() != null) {
      // XEP-0059 section 2.7: pages by position are not offered.
      reading.refusal = StanzaError.featureNotImplemented();
    }
    return new PageBounds(
        reading.above,
        reading.below,
        reading.references,
        ids,
        Optional.ofNullable(reading.refusal));
  }

  /** The question to the archive. */
  public ArchiveQuery query(MamQuery query) {
    return new ArchiveQuery(
        query.filter().with(),
        aboveId,
        belowId,
        references,
        query.page().itemsUpTo(MessageArchive.PAGE_ITEMS_MAX),
        query.page().isBackwards() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST);
  }

  private static final class Reading {
    private long above;
    private long below = Long.MAX_VALUE;
    private final List<Long> references = new ArrayList<>();
    private @Nullable StanzaError refusal;

    void after(@Nullable String id) {
      if (id != null) {
        var value = id(id);
        references.add(value);
        above = Math.max(above, value);
      }
    }

    void before(@Nullable String id) {
      if (id != null) {
        var value = id(id);
        references.add(value);
        below = Math.min(below, value);
      }
    }

    long id(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException notOurs) {
        refusal = StanzaError.itemNotFound();
        return 0;
      }
    }
  }
}
