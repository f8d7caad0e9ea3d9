package im.balcony.persistence.event.room;

import java.time.Instant;

/**
 * Who came into one room and left it. A log of its own beside the room's, so that occupants survive
 * the loss of the room's node and the archive holds nothing of them. On disk for ever: see
 * EventManifests before changing.
 */
public sealed interface OccupancyEvent {
  <S> S fold(Fold<S> fold);

  /** Under whose data key it is sealed: a bare JID; empty for what belongs to the room itself. */
  default String author() {
    return "";
  }

  /**
   * A client entered, or changed its presence, its nickname or its role.
   *
   * @param fullJid of the client; an occupant that is known by it is replaced
   * @param sessionId by which the client's edge is asked for it after the loss of a node
   * @param role the attribute's value of XEP-0045 5.1
   * @param presenceXml what the client tells of itself, without addresses
   * @param hidden whether nobody else has been told that it is in (XEP-0045 15.5.3,
   *     presencebroadcast); the same for all clients of one nickname
   * @param byChannel whether it is there as a participant's client (XEP-0403), not as an occupant
   */
  record OccupantSet(
      String fullJid,
      String sessionId,
      String nick,
      String role,
      byte[] presenceXml,
      boolean hidden,
      Instant at,
      boolean byChannel)
      implements OccupancyEvent {
    /** An occupant's. */
    public OccupantSet(
        String fullJid,
        String sessionId,
        String nick,
        String role,
        byte[] presenceXml,
        boolean hidden,
        Instant at) {
      this(fullJid, sessionId, nick, role, presenceXml, hidden, at, false);
    }

    @Override
    public String author() {
      var slash = fullJid.indexOf('/');
      return slash < 0 ? fullJid : fullJid.substring(0, slash);
    }

    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A client is no longer in the room. */
  record OccupantLeft(String fullJid, Instant at) implements OccupancyEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Nobody is in the room any more. */
  record RoomEmptied(Instant at) implements OccupancyEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** Stands for an event whose data key was destroyed, never written. */
  record Erased() implements OccupancyEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(OccupantSet event);

    S on(OccupantLeft event);

    S on(RoomEmptied event);

    S on(Erased event);
  }
}
