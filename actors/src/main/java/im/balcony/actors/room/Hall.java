package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucFace;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

/** What the parts of one room share; all of it lives on the room's thread. */
record Hall(
    Jid address,
    RoomSettings settings,
    RoomPorts ports,
    RoomWriter writer,
    Stage stage,
    Fanout fanout,
    History history,
    MucFace face) {
  RoomState room() {
    return writer.room();
  }

  OccupancyState occupancy() {
    return writer.occupancy();
  }

  /** On disk an instant has whole microseconds; what is told at once must say the same. */
  Instant now() {
    return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  RoomConfig config() {
    return RoomConfig.ofKeys(room().config());
  }

  boolean isThere() {
    return room().phase() == RoomState.Phase.LOCKED || room().phase() == RoomState.Phase.OPEN;
  }

  Affiliation affiliationOf(Jid account) {
    return Affiliation.of(room().affiliationOf(account.bare().toString())).orElse(Affiliation.NONE);
  }

  static Role roleOf(Seat seat) {
    return Role.of(seat.role()).orElse(Role.NONE);
  }

  static Jid jidOf(Seat seat) {
    return Jid.parse(seat.fullJid());
  }

  /** All clients of one occupant (section 7.2.8: one nickname, one account). */
  List<Seat> seatsOf(String nick) {
    return occupancy().seats().stream().filter(seat -> seat.nick().equals(nick)).toList();
  }

  /** One client an occupant, its last. */
  List<Seat> oneEach() {
    var byNick = new LinkedHashMap<String, Seat>();
    occupancy().seats().forEach(seat -> byNick.put(seat.nick(), seat));
    return List.copyOf(byNick.values());
  }

  int occupants() {
    return (int) occupancy().seats().stream().map(Seat::nick).distinct().count();
  }

  /** What others are told of an occupant. */
  MucItem item(Seat seat, boolean open) {
    var jid = jidOf(seat);
    return MucItem.of(affiliationOf(jid), roleOf(seat)).withJid(open ? jid : null);
  }

  String occupantId(Jid account) {
    return OccupantIds.of(room().secret(), account.bare());
  }

  /** The role of who enters, or loses another one (section 5.1.2). */
  Role usualRole(Affiliation affiliation) {
    return switch (affiliation) {
      case OWNER, ADMIN -> Role.MODERATOR;
      case MEMBER -> Role.PARTICIPANT;
      case NONE -> config().isOn(RoomOption.MODERATED) ? Role.VISITOR : Role.PARTICIPANT;
      case OUTCAST -> Role.NONE;
    };
  }

  /** The answer takes its turn behind what was decided before. */
  void refuse(Stanza stanza, StanzaError error) {
    writer.write(
        List.of(), List.of(), () -> error.bounce(stanza).ifPresent(ports.occupants()::route));
  }
}
