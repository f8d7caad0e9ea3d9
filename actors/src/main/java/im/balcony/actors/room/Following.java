package im.balcony.actors.room;

import im.balcony.persistence.event.room.Follower;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.muc.Affiliation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who follows the room without being in it: whoever has registered with it (XEP-0045 section 7.10),
 * or has it in a bookmark that enters by itself (XEP-0402), as long as it may read what is said.
 */
final class Following {
  private final Hall hall;
  private final Readers readers;
  private final Heads heads;
  private @Nullable Map<String, RoomState.Affiliated> seenAffiliations;
  private @Nullable Map<String, String> seenConfig;

  Following(Hall hall, Heads heads) {
    this.hall = hall;
    this.readers = new Readers(hall);
    this.heads = heads;
  }

  /** An account's User has come: it says whether a bookmark wants this, and is told how it is. */
  void asked(RoomCommand.Follow follow) {
    var account = follow.account().bare();
    var known = follower(account);
    var isRegistered =
        known != null
            && known.registered()
            && (known.incarnation() == null || known.incarnation().equals(follow.incarnation()));
    set(
        account,
        follow.incarnation(),
        isRegistered,
        follow.bookmarked(),
        () -> heads.answer(account, follow.ask()));
  }

  /** The account has registered with the room. */
  void registered(Jid address) {
    var account = address.bare();
    var known = follower(account);
    set(
        account,
        known == null ? null : known.incarnation(),
        true,
        known != null && known.bookmarked(),
        () -> heads.tell(account.toString()));
  }

  /** The account has what it was told; which life of it that was is known from now on. */
  void taken(RoomCommand.HeadTaken taken) {
    var account = taken.account().bare();
    var known = follower(account);
    if (!heads.taken(taken) || known == null) {
      return;
    }
    if (!taken.keeps()) {
      set(account, known.incarnation(), false, false, () -> heads.answer(account, 0));
    } else if (known.incarnation() == null) {
      set(account, taken.incarnation(), known.registered(), known.bookmarked(), () -> {});
    }
  }

  private @Nullable Follower follower(Jid account) {
    return hall.room().followers().get(account.toString());
  }

  /** Writes what is new of it, within what the room allows; goes on when that is durable. */
  private void set(
      Jid account,
      @Nullable String incarnation,
      boolean registered,
      boolean bookmarked,
      Runnable then) {
    var known = follower(account);
    var may = mayFollow(account) && (known != null || hasPlace());
    var set =
        new RoomEvent.FollowerSet(
            account.toString(), incarnation, may && registered, may && bookmarked, hall.now());
    if (isNews(known, set)) {
      hall.writer().write(List.of(set), List.of(), () -> {});
    }
    heads.changed(then);
  }

  private static boolean isNews(@Nullable Follower known, RoomEvent.FollowerSet set) {
    var follows = set.registered() || set.bookmarked();
    return known == null
        ? follows
        : !follows
            || known.registered() != set.registered()
            || known.bookmarked() != set.bookmarked()
            || !Objects.equals(known.incarnation(), set.incarnation());
  }

  private boolean hasPlace() {
    var followers = hall.room().followers().byAccount().size();
    return followers < hall.settings().heads().followersMax();
  }

  /** Where its owner has still to decide on it, it is a room for the owner alone. */
  private boolean mayFollow(Jid account) {
    return hall.isThere()
        && readers.mayRead(account)
        && (hall.room().phase() == RoomState.Phase.OPEN
            || hall.affiliationOf(account) == Affiliation.OWNER);
  }

  /** Ends what may be no more, after any change of who may do what; called after each command. */
  @SuppressWarnings("ReferenceEquality") // a change makes another one
  void check() {
    var affiliations = hall.room().affiliations();
    var config = hall.room().config();
    if (affiliations == seenAffiliations && config == seenConfig) {
      return;
    }
    seenAffiliations = affiliations;
    seenConfig = config;
    for (var account : heads.known()) {
      check(Jid.parse(account));
    }
  }

  private void check(Jid account) {
    var known = follower(account);
    if (known == null) {
      heads.changed(() -> heads.tell(account.toString())); // the room is no more
      return;
    }
    var isMember = hall.affiliationOf(account).isAtLeast(Affiliation.MEMBER);
    var registered = known.registered() && isMember;
    if (registered != known.registered() || !mayFollow(account)) {
      set(
          account,
          known.incarnation(),
          registered,
          known.bookmarked(),
          () -> heads.tell(account.toString()));
    }
  }
}
