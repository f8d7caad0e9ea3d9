package im.balcony.actors.room;

import im.balcony.persistence.archive.VisibleIds;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomOption;

/** Who may read how much of what was said in the room (HARDENING A27). */
final class Readers {
  private final Hall hall;

  Readers(Hall hall) {
    this.hall = hall;
  }

  /** Neither who was banned, nor who would have to ask first. */
  boolean mayRead(Jid reader) {
    var affiliation = hall.affiliationOf(reader);
    var isMember = affiliation.isAtLeast(Affiliation.MEMBER);
    var isIn = hall.occupancy().seatOf(reader.toString()) != null;
    return affiliation != Affiliation.OUTCAST
        && (isMember || !hall.config().isOn(RoomOption.MEMBERS_ONLY))
        && (isMember || isIn || !hall.config().isOn(RoomOption.PASSWORD_PROTECTED));
  }

  /**
   * Of a room for members a member sees what was said while it was one, unless the owner lets
   * members read all; admins see all. Where anybody may enter there is nothing to hide.
   */
  VisibleIds visibleTo(Jid reader) {
    var config = hall.config();
    return !config.isOn(RoomOption.MEMBERS_ONLY)
            || config.text(RoomOption.HISTORY_ACCESS).equals("all")
            || hall.affiliationOf(reader).isAtLeast(Affiliation.ADMIN)
        ? VisibleIds.ALL
        : new VisibleIds(hall.room().times().of(memberOf(reader)));
  }

  /** Of whose membership it is one: its own, or that of its domain. */
  private String memberOf(Jid reader) {
    var bare = reader.bare().toString();
    return hall.room().affiliations().containsKey(bare) ? bare : reader.domain();
  }
}
