package im.balcony.persistence.event.room;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.balcony.persistence.event.index.Layered;
import im.balcony.persistence.event.index.RoomHead.Mention;
import im.balcony.persistence.event.index.RowContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who follows a room, and what there is to be told. */
public final class Followers {
  /** Older ones count as unread again to who was told of them in no time between. */
  static final int GONE_MAX = 64;

  public static final Followers NONE = new Followers(Layered.of(Map.of()), 0, null, List.of(), 0);

  private final Layered<Follower> byAccount;
  private final long contents;
  private final @Nullable RowContent last;
  private final List<Long> gone;
  private final long taken;

  private Followers(
      Layered<Follower> byAccount,
      long contents,
      @Nullable RowContent last,
      List<Long> gone,
      long taken) {
    this.byAccount = byAccount;
    this.contents = contents;
    this.last = last;
    this.gone = gone;
    this.taken = taken;
  }

  @JsonCreator
  Followers(
      @JsonProperty("byAccount") Map<String, Follower> byAccount,
      @JsonProperty("contents") long contents,
      @JsonProperty("last") @Nullable RowContent last,
      @JsonProperty("gone") @Nullable List<Long> gone,
      @JsonProperty("taken") long taken) {
    this(Layered.of(byAccount), contents, last, gone == null ? List.of() : gone, taken);
  }

  /** All of them, by bare JID; a copy. */
  @JsonProperty
  public Map<String, Follower> byAccount() {
    return byAccount.asMap();
  }

  /** How many contents were said in the room since they are numbered. */
  @JsonProperty
  public long contents() {
    return contents;
  }

  /** The newest of them, by the room's versions, ids and numbers. */
  @JsonProperty
  public @Nullable RowContent last() {
    return last;
  }

  /** The numbers of contents that were taken back lately, the last ones at most. */
  @JsonProperty
  public List<Long> gone() {
    return gone;
  }

  /** How many were taken back since that is kept. */
  @JsonProperty
  public long taken() {
    return taken;
  }

  public @Nullable Follower get(String bareJid) {
    return byAccount.get(bareJid);
  }

  Followers on(RoomEvent.FollowerSet set) {
    if (!set.registered() && !set.bookmarked()) {
      var rest = new HashMap<>(byAccount.asMap());
      rest.remove(set.account());
      return new Followers(Layered.of(rest), contents, last, gone, taken);
    }
    var known = byAccount.get(set.account());
    // a name that was given away again inherits nothing
    var follower =
        known != null && isSame(known.incarnation(), set.incarnation())
            ? known
            : new Follower(null, false, false, contents, List.of());
    return new Followers(
        byAccount.with(set.account(), follower.set(set)), contents, last, gone, taken);
  }

  private static boolean isSame(@Nullable String known, @Nullable String incarnation) {
    return known == null || known.equals(incarnation);
  }

  /**
   * @param version of the room with it
   */
  Followers on(long version, RoomEvent.MessageSaid said) {
    var content = said.content();
    if (content == null) {
      return this;
    }
    var number = content.number();
    var now = byAccount;
    for (var account : content.mentions()) {
      var follower = now.get(account);
      if (follower != null) {
        now = now.with(account, follower.mentioned(new Mention(number, said.id())));
      }
    }
    var speaker = now.get(said.author());
    if (speaker != null) {
      now = now.with(said.author(), speaker.spoke(number));
    }
    return new Followers(
        now, number, new RowContent(version, said.id(), number, version), gone, taken);
  }

  /** Contents that were taken back are unread to nobody. */
  Followers on(RoomEvent.MessageRetracted retracted) {
    if (retracted.contents().isEmpty()) {
      return this;
    }
    var now = byAccount;
    for (var entry : byAccount.asMap().entrySet()) {
      var follower = entry.getValue().without(retracted.contents());
      if (!follower.equals(entry.getValue())) {
        now = now.with(entry.getKey(), follower);
      }
    }
    var more = new ArrayList<>(gone);
    more.addAll(retracted.contents());
    return new Followers(
        now,
        contents,
        last,
        List.copyOf(more.subList(Math.max(0, more.size() - GONE_MAX), more.size())),
        taken + retracted.contents().size());
  }
}
