package im.balcony.persistence.event.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was rewritten in an account's archive: how much, and the newest of it.
 *
 * @param latest at most {@link #LATEST_MAX}, oldest first
 */
record Rewrites(long count, List<Rewrite> latest) {
  /** Who missed more takes the conversations anew. */
  static final int LATEST_MAX = 128;

  Rewrites {
    latest = List.copyOf(latest);
  }

  Rewrites with(InboxRow row, Rewrite.Kind kind, long targetId, long by) {
    var from = Math.max(0, latest.size() + 1 - LATEST_MAX);
    var more = new ArrayList<>(latest.subList(from, latest.size()));
    more.add(new Rewrite(count + 1, row.stamp(), row.peer(), row.type(), kind, targetId, by));
    return new Rewrites(count + 1, more);
  }

  /** Those with higher numbers; empty when some of them are not known any more. */
  Optional<List<Rewrite>> since(long number) {
    var missed = count - number;
    if (missed <= 0) {
      return Optional.of(List.of());
    }
    return missed > latest.size()
        ? Optional.empty()
        : Optional.of(latest.subList(latest.size() - (int) missed, latest.size()));
  }
}
