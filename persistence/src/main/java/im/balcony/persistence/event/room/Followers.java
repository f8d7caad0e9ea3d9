package im.balcony.persistence.event.room;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.balcony.persistence.event.index.Layered;
import im.balcony.persistence.event.index.RoomHead.Mention;
import im.balcony.persistence.event.index.RowContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who follows a room, and what there is to be told. */
public final class Followers {
  public static final Followers NONE = new Followers(Layered.of(Map.of()), 0, null);

  private final Layered<Follower> byAccount;
  private final long contents;
  private final @Nullable RowContent last;

  private Followers(Layered<Follower> byAccount, long contents, @Nullable RowContent last) {
    this.byAccount = byAccount;
    this.contents = contents;
    this.last = last;
  }

  @JsonCreator
  Followers(
      @JsonProperty("byAccount") Map<String, Follower> byAccount,
      @JsonProperty("contents") long contents,
      @JsonProperty("last") @Nullable RowContent last) {
    this(Layered.of(byAccount), contents, last);
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

  public @Nullable Follower get(String bareJid) {
    return byAccount.get(bareJid);
  }

  Followers on(RoomEvent.FollowerSet set) {
    if (!set.registered() && !set.bookmarked()) {
      var rest = new HashMap<>(byAccount.asMap());
      rest.remove(set.account());
      return new Followers(Layered.of(rest), contents, last);
    }
    var known = byAccount.get(set.account());
    // a name that was given away again inherits nothing
    var follower =
        known != null && isSame(known.incarnation(), set.incarnation())
            ? known
            : new Follower(null, false, false, contents, List.of());
    return new Followers(byAccount.with(set.account(), follower.set(set)), contents, last);
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
    return new Followers(now, number, new RowContent(version, said.id(), number, version));
  }
}
