package im.balcony.persistence.event.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of an account. Deleted ones stay as tombstones: whoever has an older stamp must
 * hear of them.
 */
public final class InboxRows {
  public static final InboxRows NONE = new InboxRows(List.of(), 0, List.of(), Map.of(), Map.of());

  private final Layered<InboxRow> rows;
  private final Rewrites rewrites;
  private final Map<String, NotifySetting> followed;
  private final Map<String, NotifySetting> beforeMute;
  private final long unread;

  private InboxRows(
      Layered<InboxRow> rows,
      Rewrites rewrites,
      Map<String, NotifySetting> followed,
      Map<String, NotifySetting> beforeMute,
      long unread) {
    this.rows = rows;
    this.rewrites = rewrites;
    this.followed = followed;
    this.beforeMute = beforeMute;
    this.unread = unread;
  }

  @JsonCreator
  InboxRows(
      @JsonProperty("rows") List<InboxRow> rows,
      @JsonProperty("rewrites") long rewrites,
      @JsonProperty("latestRewrites") @Nullable List<Rewrite> latestRewrites,
      @JsonProperty("followed") @Nullable Map<String, NotifySetting> followed,
      @JsonProperty("beforeMute") @Nullable Map<String, NotifySetting> beforeMute) {
    this(
        Layered.of(rows.stream().collect(Collectors.toMap(InboxRow::key, row -> row))),
        new Rewrites(rewrites, latestRewrites == null ? List.of() : latestRewrites),
        followed == null ? Map.of() : Map.copyOf(followed),
        beforeMute == null ? Map.of() : Map.copyOf(beforeMute),
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

  /**
   * What the bookmarks say that the rows follow (XEP-0492), by peer, of those that say something; a
   * peer may have no row yet. Snapshots that were written before have none.
   */
  @JsonProperty
  public Map<String, NotifySetting> followed() {
    return followed;
  }

  /** The same for one peer. */
  public NotifySetting followed(String peer) {
    return followed.getOrDefault(peer, NotifySetting.UNSAID);
  }

  /**
   * What the bookmarks said before a mute of a row made them say never, by peer, of those to which
   * that comes back when the mute ends. Snapshots that were written before have none.
   */
  @JsonProperty
  public Map<String, NotifySetting> beforeMute() {
    return beforeMute;
  }

  /** What the bookmark of this peer is to say when its rows are muted no more. */
  public NotifySetting afterMute(String peer) {
    return beforeMute.getOrDefault(peer, NotifySetting.ALWAYS);
  }

  /** What holds for this row when no mute for a time hides it: the row itself has the last word. */
  public NotifySetting setting(InboxRow row) {
    if (row.settings().isMutedForEver()) {
      return NotifySetting.NEVER;
    }
    var bookmark = followed(row.peer());
    return bookmark == NotifySetting.NEVER ? afterMute(row.peer()) : bookmark;
  }

  /**
   * Whether the owner wants to be notified of a message in this row.
   *
   * @param mentioned whether it speaks of the owner (XEP-0492 section 3)
   */
  public boolean notifies(InboxRow row, boolean mentioned, Instant now) {
    return !row.settings().isMuted(now.getEpochSecond()) && setting(row).wants(mentioned);
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

  /**
   * A row that was not there: it follows what is said of its peer.
   *
   * @param updated its first place in the list
   */
  InboxRow begun(String peer, String type, long updated, Instant at) {
    var row = InboxRow.empty(peer, type, updated);
    var settings =
        row.settings().following(NotifySetting.UNSAID, followed(peer), at.getEpochSecond());
    return row.with(settings);
  }

  /** These, which are to follow another setting; what it does to each row is not done yet. */
  InboxRows following(String peer, NotifySetting setting) {
    var now = new HashMap<>(followed);
    now.put(peer, setting);
    now.values().remove(NotifySetting.UNSAID);
    return new InboxRows(rows, rewrites, Map.copyOf(now), beforeMute(peer, setting), unread);
  }

  /** Where a row was muted first, its bookmark says never for that alone. */
  private Map<String, NotifySetting> beforeMute(String peer, NotifySetting now) {
    var before = followed(peer);
    var remembers =
        now == NotifySetting.NEVER
            && before == NotifySetting.ON_MENTION
            && !matching(row -> row.peer().equals(peer) && row.settings().isMutedForEver())
                .isEmpty();
    if (!remembers && !beforeMute.containsKey(peer)) {
      return beforeMute;
    }
    var others = new HashMap<>(beforeMute);
    if (remembers) {
      others.put(peer, before);
    } else {
      others.remove(peer);
    }
    return Map.copyOf(others);
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
    return new InboxRows(
        rows.with(row.key(), row), rewritesNow, followed, beforeMute, unread - was + is);
  }

  private static long badgeOf(InboxRow row) {
    return row.settings().isDeleted() ? 0 : row.unread();
  }
}
