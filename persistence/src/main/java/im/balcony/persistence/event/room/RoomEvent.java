package im.balcony.persistence.event.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in one room. The log is the room's archive and its sequence number the room's
 * version. On disk for ever: see EventManifests before changing.
 */
public sealed interface RoomEvent {
  <S> S fold(Fold<S> fold);

  /** Under whose data key it is sealed: a bare JID; empty for what belongs to the room itself. */
  default String author() {
    return "";
  }

  /**
   * Somebody entered a room that was not there; nobody else may enter until its owner has decided
   * on it (XEP-0045 10.1.1).
   *
   * @param creator bare JID of its first owner
   * @param secret what its occupant ids are made with (XEP-0421 5.1)
   * @param config by the keys of options
   */
  record RoomCreated(String creator, byte[] secret, Map<String, String> config, Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * An owner has decided on the room, which is open from then on.
   *
   * @param config all of it, by the keys of options
   * @param by bare JID
   */
  record RoomConfigured(Map<String, String> config, String by, Instant at) implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * An account is something else to the room now.
   *
   * @param account bare JID
   * @param affiliation the attribute's value of XEP-0045 5.2; "none" takes it from the list
   * @param nick reserved for it; null for none
   * @param by bare JID
   */
  record AffiliationSet(
      String account,
      String affiliation,
      @Nullable String nick,
      @Nullable String reason,
      String by,
      Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * An occupant said something to all; this is also its MAM entry.
   *
   * @param id microseconds, above all ids of the room before it: its stanza-id
   * @param originKey what makes a repeat recognisable, among the messages of one account
   * @param from full JID of the sender
   * @param nick under which it was said
   * @param occupantId of the sender (XEP-0421)
   * @param stanzaXml as it is reflected, without addresses and ids of the room
   * @param content null for what is not to be read as something new (a correction, a reaction), and
   *     for what was said before contents were numbered
   */
  record MessageSaid(
      long id,
      String originKey,
      String from,
      String nick,
      String occupantId,
      byte[] stanzaXml,
      Instant at,
      @Nullable Content content)
      implements RoomEvent {
    @Override
    public String author() {
      return bare(from);
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * Something to be read: unread is counted by these numbers.
   *
   * @param number among the contents of the room, from 1
   * @param mentions bare JIDs of the followers that it speaks of
   */
  record Content(long number, List<String> mentions) {}

  /**
   * An account hears of what is said without being in the room, or does so no more.
   *
   * @param account bare JID
   * @param incarnation which life of the account; null while that is not known
   * @param registered it follows because it has registered with the room (XEP-0045 7.10)
   * @param bookmarked it follows because its bookmark says so (XEP-0402 autojoin); neither: it
   *     follows no more
   */
  record FollowerSet(
      String account,
      @Nullable String incarnation,
      boolean registered,
      boolean bookmarked,
      Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** The room has another subject (XEP-0045 8.1); the fields are those of {@link MessageSaid}. */
  record SubjectSet(
      long id,
      String originKey,
      String from,
      String nick,
      String occupantId,
      byte[] stanzaXml,
      Instant at)
      implements RoomEvent {
    @Override
    public String author() {
      return bare(from);
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * Something that was said is taken back, by who said it (XEP-0424) or by a moderator (XEP-0425);
   * this is also its MAM entry. Beyond those of {@link MessageSaid} there are:
   *
   * @param nick null when a moderator did it: then the room itself says so
   * @param targets what is served as a tombstone from now on: the message, and what corrected it
   * @param contents the numbers of those of them that are contents ({@link Content}); none in
   *     events from before that was kept
   */
  record MessageRetracted(
      long id,
      String originKey,
      String from,
      @Nullable String nick,
      String occupantId,
      byte[] stanzaXml,
      List<Target> targets,
      Instant at,
      List<Long> contents)
      implements RoomEvent {
    @SuppressWarnings("NullAway") // null on disk only
    public MessageRetracted {
      contents = contents == null ? List.of() : List.copyOf(contents);
    }

    /**
     * A message that was taken back.
     *
     * @param version of its event
     */
    public record Target(long id, long version) {}

    /** Whether somebody else than its sender took it back. */
    public boolean byModerator() {
      return nick == null;
    }

    public boolean takesBack(long messageId) {
      return targets.stream().anyMatch(target -> target.id() == messageId);
    }

    @Override
    public String author() {
      return bare(from);
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The room has another card (XEP-0486).
   *
   * @param cardXml empty for none any more
   * @param pictures hashes of the pictures in it
   * @param by bare JID
   */
  record CardSet(byte[] cardXml, List<String> pictures, String by, Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * There is such a hat, or it is changed, or it is no more and nobody wears it (XEP-0317).
   *
   * @param title null when it is no more
   * @param hue null for none
   * @param by bare JID
   */
  record HatSet(String uri, @Nullable String title, @Nullable String hue, String by, Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * Somebody wears a hat, or no more.
   *
   * @param account bare JID
   * @param by bare JID
   */
  record HatWorn(String account, String uri, boolean worn, String by, Instant at)
      implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * An account is a participant (XEP-0369 section 7.1.2), whether its clients are there or not;
   * what was known of it as one is replaced.
   *
   * @param account bare JID
   * @param nick under which others see it
   * @param nodes what it wants to hear of
   * @param preferences of XEP-0404, by the names of their fields; without those left as they are
   */
  record ParticipantSet(
      String account, String nick, List<String> nodes, Map<String, String> preferences, Instant at)
      implements RoomEvent {
    @Override
    public String author() {
      return account;
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * An account is no participant any more.
   *
   * @param account bare JID
   * @param by bare JID
   */
  record ParticipantLeft(String account, String by, Instant at) implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * The room is no more; its address may be given away again.
   *
   * @param by bare JID; null when the last occupant of a temporary room left
   */
  record RoomDestroyed(@Nullable String by, Instant at) implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed; keeps its version, never written. */
  record Erased() implements RoomEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  private static String bare(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(RoomCreated event);

    S on(RoomConfigured event);

    S on(AffiliationSet event);

    S on(MessageSaid event);

    S on(FollowerSet event);

    S on(SubjectSet event);

    S on(MessageRetracted event);

    S on(CardSet event);

    S on(HatSet event);

    S on(HatWorn event);

    S on(ParticipantSet event);

    S on(ParticipantLeft event);

    S on(RoomDestroyed event);

    S on(Erased event);
  }
}
