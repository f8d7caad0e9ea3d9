package im.balcony.actors.feature.inbox;

import im.balcony.persistence.event.index.InboxRow;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of an ordered list of conversations (XEP-0059); its ids are those of the newest messages.
 *
 * @param result counts the whole list
 */
public record RowPage(List<InboxRow> rows, PageResult result) {
  /** Rows in a page, whatever is asked for. */
  public static final int ROWS_MAX = 100;

  /** Newest first. */
  public static final Comparator<InboxRow> NEWEST_FIRST =
      Comparator.comparingLong(InboxRow::updated).reversed();

  /** As the owner pinned them, then the others. */
  public static final Comparator<InboxRow> PINNED_FIRST =
      Comparator.<InboxRow>comparingLong(row -> row.settings().pinned())
          .reversed()
          .thenComparing(NEWEST_FIRST);

  /** Empty when the page refers to what is no id. */
  public static Optional<RowPage> of(List<InboxRow> list, PageRequest request) {
    var after = request.after();
    var before = request.before();
    var from = after == null ? 0 : behind(list, after);
    var to = before == null || before.isEmpty() ? list.size() : before(list, before);
    if (from < 0 || to < 0) {
      return Optional.empty();
    }
    var size = request.itemsUpTo(ROWS_MAX);
    if (request.index() != null) {
      from = Math.min(request.index(), list.size());
    }
    if (request.isBackwards()) {
      from = Math.max(from, to - size);
    } else {
      to = Math.min(to, from + size);
    }
    return Optional.of(of(list, from, Math.max(from, to)));
  }

  private static RowPage of(List<InboxRow> list, int from, int to) {
    var rows = List.copyOf(list.subList(from, to));
    var result =
        rows.isEmpty()
            ? PageResult.empty(list.size())
            : new PageResult(id(rows.get(0)), id(rows.get(rows.size() - 1)), from, list.size());
    return new RowPage(rows, result);
  }

  private static String id(InboxRow row) {
    return Long.toString(row.updated());
  }

  private static int behind(List<InboxRow> list, String id) {
    var at = place(list, id);
    var found = at >= 0 && at < list.size() && id(list.get(at)).equals(id);
    return found ? at + 1 : at;
  }

  private static int before(List<InboxRow> list, String id) {
    return place(list, id);
  }

  /** Where the row is, or would be: it may have moved up since. */
  private static int place(List<InboxRow> list, String id) {
    var updated = number(id);
    if (updated == null) {
      return -1;
    }
    for (var at = 0; at < list.size(); at++) {
      if (list.get(at).updated() == updated) {
        return at;
      }
    }
    var at = 0;
    while (at < list.size()
        && (list.get(at).settings().pinned() > 0 || list.get(at).updated() > updated)) {
      at++;
    }
    return at;
  }

  private static @Nullable Long number(String id) {
    try {
      return Long.valueOf(id);
    } catch (NumberFormatException notOne) {
      return null;
    }
  }
}
