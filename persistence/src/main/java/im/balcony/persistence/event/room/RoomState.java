package im.balcony.persistence.event.room;

import im.balcony.persistence.event.conversation.RecentIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a room must know to decide on what comes next.
 *
 * @param version sequence number of its last event
 * @param lastId the highest id that it has given
 * @param secret what its occupant ids are made with
 * @param config by the keys of options
 * @param affiliations by bare JID, without those that are none
 * @param participants by bare JID (XEP-0369)
 * @param subject null when nobody has set one
 * @param recentIds what was said lately, so that a repeat adds nothing
 * @param times when accounts belonged to it
 * @param followers who hears of it without being there
 * @param look its card, and hats
 * @param decided who has changed last what it is configured as, or who runs it, and when; null in
 *     snapshots from before that was kept
 */
public record RoomState(
    long version,
    long lastId,
    Phase phase,
    byte[] secret,
    Map<String, String> config,
    Map<String, Affiliated> affiliations,
    Map<String, Participant> participants,
    @Nullable Subject subject,
    RecentIds recentIds,
    MemberTimes times,
    Followers followers,
    RoomLook look,
    @Nullable Decided decided)
    implements RoomEvent.Fold<RoomState> {
  private static final String NONE = "none";

  /** Where a room stands in its life. */
  public enum Phase {
    /** Nobody has made it. */
    ABSENT,
    /** Its owner has yet to decide on it (XEP-0045 10.1.1). */
    LOCKED,
    OPEN,
    DESTROYED
  }

  /**
   * What an account is to the room.
   *
   * @param affiliation the attribute's value
   * @param nick reserved for it
   */
  public record Affiliated(String affiliation, @Nullable String nick, @Nullable String reason) {}

  /**
   * A decision on the room.
   *
   * @param by bare JID
   */
  public record Decided(String by, Instant at) {}

  /** The components are those of {@link RoomEvent.ParticipantSet}. */
  public record Participant(String nick, List<String> nodes, Map<String, String> preferences) {}

  /**
   * What the room is about at present.
   *
   * @param version of its event
   * @param stanzaXml as it was reflected
   */
  public record Subject(
      long version, long id, String nick, String occupantId, byte[] stanzaXml, Instant at) {}

  public static final RoomState EMPTY =
      new RoomState(
          0,
          0,
          Phase.ABSENT,
          new byte[0],
          Map.of(),
          Map.of(),
          Map.of(),
          null,
          RecentIds.NONE,
          MemberTimes.NONE,
          Followers.NONE,
          RoomLook.NONE,
          null);

  /** Snapshots written before times, followers, looks and participants were kept have none. */
  @SuppressWarnings("NullAway") // null on disk only
  public RoomState {
    times = times == null ? MemberTimes.NONE : times;
    followers = followers == null ? Followers.NONE : followers;
    look = look == null ? RoomLook.NONE : look;
    config = Map.copyOf(config);
    affiliations = Map.copyOf(affiliations);
    participants = participants == null ? Map.of() : Map.copyOf(participants);
  }

  /** The attribute's value; "none" for whoever is not in a list. */
  public String affiliationOf(String bareJid) {
    var known = affiliations.get(bareJid);
    return known == null ? NONE : known.affiliation();
  }

  private static boolean belongs(String affiliation) {
    return !affiliation.equals(NONE) && !affiliation.equals("outcast");
  }

  /** The version under which this was said before, or {@link RecentIds#ABSENT}. */
  public long versionOf(String bareJid, String originKey) {
    return recentIds.versionOf(RecentIds.key(bareJid, originKey));
  }

  private RoomEdit next() {
    return new RoomEdit(this);
  }

  @Override
  public RoomState on(RoomEvent.RoomCreated created) {
    return next()
        .phase(Phase.LOCKED)
        .secret(created.secret())
        .config(created.config())
        .affiliations(Map.of(created.creator(), new Affiliated("owner", null, null)))
        .subject(null)
        .times(times.with(created.creator(), false, true, 0))
        .look(RoomLook.NONE)
        .decided(created.creator(), created.at())
        .done();
  }

  @Override
  public RoomState on(RoomEvent.RoomConfigured configured) {
    return next()
        .phase(Phase.OPEN)
        .config(configured.config())
        .decided(configured.by(), configured.at())
        .done();
  }

  @Override
  public RoomState on(RoomEvent.AffiliationSet set) {
    var more = new HashMap<>(affiliations);
    if (set.affiliation().equals(NONE)) {
      more.remove(set.account());
    } else {
      more.put(set.account(), new Affiliated(set.affiliation(), set.nick(), set.reason()));
    }
    var now =
        times.with(
            set.account(),
            belongs(affiliationOf(set.account())),
            belongs(set.affiliation()),
            Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, set.at()), lastId + 1));
    var next = next().affiliations(more).times(now);
    return runs(set.affiliation()) || runs(affiliationOf(set.account()))
        ? next.decided(set.by(), set.at()).done()
        : next.done();
  }

  private static boolean runs(String affiliation) {
    return affiliation.equals("owner") || affiliation.equals("admin");
  }

  @Override
  public RoomState on(RoomEvent.MessageSaid said) {
    return said(said.id(), said.author(), said.originKey(), said.at())
        .followers(followers.on(version + 1, said))
        .done();
  }

  @Override
  public RoomState on(RoomEvent.SubjectSet set) {
    var now =
        new Subject(version + 1, set.id(), set.nick(), set.occupantId(), set.stanzaXml(), set.at());
    return said(set.id(), set.author(), set.originKey(), set.at()).subject(now).done();
  }

  @Override
  public RoomState on(RoomEvent.FollowerSet set) {
    return next().followers(followers.on(set)).done();
  }

  @Override
  public RoomState on(RoomEvent.MessageRetracted retracted) {
    return said(retracted.id(), retracted.author(), retracted.originKey(), retracted.at())
        .followers(followers.on(retracted))
        .done();
  }

  private RoomEdit said(long id, String author, String originKey, Instant at) {
    var more = recentIds.with(RecentIds.key(author, originKey), version + 1, at.getEpochSecond());
    return next().lastId(Math.max(lastId, id)).recentIds(more);
  }

  @Override
  public RoomState on(RoomEvent.CardSet set) {
    return next().look(look.with(set)).done();
  }

  @Override
  public RoomState on(RoomEvent.HatSet set) {
    return next().look(look.with(set)).done();
  }

  @Override
  public RoomState on(RoomEvent.HatWorn set) {
    return next().look(look.with(set)).done();
  }

  @Override
  public RoomState on(RoomEvent.ParticipantSet set) {
    var more = new HashMap<>(participants);
    more.put(set.account(), new Participant(set.nick(), set.nodes(), set.preferences()));
    return next().participants(more).done();
  }

  @Override
  public RoomState on(RoomEvent.ParticipantLeft left) {
    var fewer = new HashMap<>(participants);
    fewer.remove(left.account());
    return next().participants(fewer).done();
  }

  @Override
  public RoomState on(RoomEvent.RoomDestroyed destroyed) {
    return next()
        .phase(Phase.DESTROYED)
        .config(Map.of())
        .affiliations(Map.of())
        .participants(Map.of())
        .subject(null)
        .recentIds(RecentIds.NONE)
        .times(MemberTimes.NONE)
        .followers(Followers.NONE)
        .look(RoomLook.NONE)
        .done();
  }

  @Override
  public RoomState on(RoomEvent.Erased erased) {
    return next().done();
  }
}
