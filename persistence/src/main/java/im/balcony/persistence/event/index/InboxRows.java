package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of an account. Deleted ones stay as tombstones: whoever has an older stamp must
 * hear of them.
 */
public final class InboxRows {
  public static final InboxRows NONE = new InboxRows(List.of(), 0, List.of());

  private final Layered<InboxRow> rows;
  private final Rewrites rewrites;
  private final long unread;

  private InboxRows(Layered<InboxRow> rows, Rewrites rewrites, long unread) {
    this.rows = rows;
    this.rewrites = rewrites;
    this.unread = unread;
  }

  @JsonCreator
  InboxRows(
      @JsonProperty("rows") List<InboxRow> rows,
      @JsonProperty("rewrites") long rewrites,
      @JsonProperty("latestRewrites") @Nullable List<Rewrite> latestRewrites) {
    this(
        Layered.of(rows.stream().collect(Collectors.toMap(InboxRow::key, row -> row))),
        new Rewrites(rewrites, latestRewrites == null ? List.of() : latestRewrites),
        rows.stream().mapToLong(InboxRows::badgeOf).sum());
  }

  /** All of them, in no order. */
  @JsonProperty
  public List<InboxRow> rows() {
    return List.copyOf(rows.asMap().values());
  }

  /** How many corrections and retractions the account's archive has seen. */
  @JsonProperty
  public long rewrites() {
    return rewrites.count();
  }

  /**
   * The newest of them, oldest first; snapshots that were written before they were kept have none.
   */
  @JsonProperty
  public List<Rewrite> latestRewrites() {
    return rewrites.latest();
  }

  /** Those with higher numbers; empty when some of them are not known any more. */
  public Optional<List<Rewrite>> rewritesSince(long number) {
    return rewrites.since(number);
  }

  public @Nullable InboxRow get(String peer, String type) {
    return rows.get(InboxRow.key(peer, type));
  }

  /** Unread messages of all rows that are not deleted: the badge of the account. */
  public long unread() {
    return unread;
  }

  public List<InboxRow> matching(Predicate<InboxRow> condition) {
    var found = new ArrayList<InboxRow>();
    rows.forEach(
        (key, row) -> {
          if (condition.test(row)) {
            found.add(row);
          }
        });
    return found;
  }

  /**
   * One row a peer, for protocols that know no types: the newest, with the unread messages of all.
   * Rows that do not match are not looked at.
   */
  public List<InboxRow> byPeer(Predicate<InboxRow> condition) {
    var peers = new HashMap<String, InboxRow>();
    for (var row : matching(condition)) {
      peers.merge(row.peer(), row, InboxRow::joined);
    }
    return new ArrayList<>(peers.values());
  }

  InboxRows with(InboxRow row) {
    return with(row, rewrites);
  }

  /**
   * Something in this row was rewritten.
   *
   * @param targetId the archive id of the message, 0 for all of them
   * @param by the version of the message that did it, 0 for none
   */
  InboxRows rewritten(InboxRow row, Rewrite.Kind kind, long targetId, long by) {
    var now = rewrites.with(row, kind, targetId, by);
    return with(row.rewritten(now.count()), now);
  }

  private InboxRows with(InboxRow row, Rewrites rewritesNow) {
    var before = rows.get(row.key());
    var was = before == null ? 0 : badgeOf(before);
    var is = badgeOf(row);
    return new InboxRows(rows.with(row.key(), row), rewritesNow, unread - was + is);
  }

  private static long badgeOf(InboxRow row) {
    return row.settings().isDeleted() ? 0 : row.unread();
  }
}
