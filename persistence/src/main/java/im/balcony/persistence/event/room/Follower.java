package im.balcony.persistence.event.room;

import im.balcony.persistence.event.index.RoomHead;
import im.balcony.persistence.event.index.RoomHead.Mention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that hears of what is said in a room without being there.
 *
 * @param incarnation which life of the account; null while that is not known
 * @param registered why it follows, as the next one
 * @param read the number of the content up to which nothing is new to it: what was said before it
 *     followed, and whatever stands above its own words
 * @param mentions the newest contents that speak of it, oldest first
 */
public record Follower(
    @Nullable String incarnation,
    boolean registered,
    boolean bookmarked,
    long read,
    List<Mention> mentions) {

  Follower set(RoomEvent.FollowerSet set) {
    return new Follower(set.incarnation(), set.registered(), set.bookmarked(), read, mentions);
  }

  Follower spoke(long number) {
    return new Follower(incarnation, registered, bookmarked, number, List.of());
  }

  /** What was taken back speaks of nobody. */
  Follower without(List<Long> contents) {
    var fewer = mentions.stream().filter(mention -> !contents.contains(mention.number())).toList();
    return fewer.size() == mentions.size()
        ? this
        : new Follower(incarnation, registered, bookmarked, read, fewer);
  }

  Follower mentioned(Mention mention) {
    var from = Math.max(0, mentions.size() + 1 - RoomHead.MENTIONS_MAX);
    var more = new ArrayList<>(mentions.subList(from, mentions.size()));
    more.add(mention);
    return new Follower(incarnation, registered, bookmarked, read, List.copyOf(more));
  }
}
