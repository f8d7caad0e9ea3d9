package im.balcony.persistence.event.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a room stands for an account that follows it.
 *
 * @param log the room's persistence id: another life of its address has another one
 * @param contents how many contents were said in it
 * @param read the number of the content up to which nothing is unread: what was said before the
 *     account followed, and whatever stands above its own words
 * @param last the newest content that the account may see, by the room's ids and numbers; null for
 *     none
 * @param mentions the newest contents that speak of the account, oldest first
 * @param gone numbers of contents above what was read that were taken back; none in events from
 *     before that was told
 */
public record RoomHead(
    String log,
    long contents,
    long read,
    @Nullable RowContent last,
    List<Mention> mentions,
    List<Long> gone) {
  /** Older ones are forgotten. */
  public static final int MENTIONS_MAX = 32;

  /**
   * A content that speaks of somebody.
   *
   * @param number among the room's contents
   * @param id in the room's archive
   */
  public record Mention(long number, long id) {}

  @SuppressWarnings("NullAway") // null on disk only
  public RoomHead {
    mentions = List.copyOf(mentions);
    gone = gone == null ? List.of() : List.copyOf(gone);
  }

  private boolean isKnown(RoomHead other) {
    return gone.stream().allMatch(number -> number <= other.read || other.gone.contains(number));
  }

  /** Whether it is of the same life, and tells nothing that the other one does not. */
  boolean isBehind(RoomHead other) {
    return log.equals(other.log)
        && read <= other.read
        && (contents < other.contents || (contents == other.contents && isKnown(other)));
  }
}
