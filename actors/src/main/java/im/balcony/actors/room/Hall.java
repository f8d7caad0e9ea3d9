package im.balcony.actors.room;

import im.balcony.actors.feature.mix.MixFace;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.Authority.Standing;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.persistence.event.room.RoomState.Participant;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.hats.Hat;
import im.balcony.protocol.xep.mix.MixPreference;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    return affiliationIn(room(), account);
  }

  /** Section 9.2: whoever has no place of its own has that of its domain, which can be banned. */
  static Affiliation affiliationIn(RoomState room, Jid account) {
    var bare = account.bare().toString();
    var known =
        room.affiliations().containsKey(bare)
            ? room.affiliationOf(bare)
            : room.affiliationOf(account.domain());
    return Affiliation.of(known).orElse(Affiliation.NONE);
  }

  /** What the account of this address takes part as (XEP-0369); null for none. */
  @Nullable Participant participantOf(Jid address) {
    return room().participants().get(address.bare().toString());
  }

  /** The room's face for participants, as it is configured. */
  MixFace mixFace() {
    return new MixFace(address, room().secret(), config().isNonAnonymous());
  }

  /** XEP-0404 section 3.1: a participant may not want others to see whether it is there. */
  boolean isShown(Seat seat) {
    var participant = seat.byChannel() ? participantOf(jidOf(seat)) : null;
    return participant == null
        || MixPreference.PRESENCE.in(participant.preferences()).equals("share");
  }

  /** Nobody is in a room that is there only as long as somebody is. */
  boolean isOver() {
    return isOver(occupancy().seats());
  }

  /** The same once these are in alone; before its owner has decided on it a room is none yet. */
  boolean isOver(List<Seat> seats) {
    return isThere()
        && seats.isEmpty()
        && room().participants().isEmpty()
        && (room().phase() == RoomState.Phase.LOCKED || !config().isOn(RoomOption.PERSISTENT));
  }

  /** As whom a client speaks: it is in, or its account takes part; null when neither. */
  @Nullable Seat speaker(Jid from) {
    var seat = occupancy().seatOf(from.toString());
    var participant = seat == null ? participantOf(from) : null;
    if (participant == null) {
      return seat;
    }
    var role =
        seatsOf(participant.nick()).stream()
            .filter(other -> jidOf(other).bare().equals(from.bare()))
            .findFirst()
            .map(Seat::role)
            .orElseGet(() -> usualRole(affiliationOf(from)).value());
    return new Seat(from.toString(), "", participant.nick(), role, new byte[0], false, true);
  }

  /** What a client may do here; one that is not in has no role. */
  Standing standingOf(Jid client) {
    var seat = occupancy().seatOf(client.toString());
    return new Standing(affiliationOf(client), seat == null ? Role.NONE : roleOf(seat));
  }

  /** Section 7.2.8: by another account, whether it is in the room or has reserved it. */
  boolean isTaken(String nick, Jid by) {
    return isTaken(room(), nick, by);
  }

  /** The same in a room as it is to be. */
  boolean isTaken(RoomState room, String nick, Jid by) {
    var bare = by.bare();
    return seatsOf(nick).stream().anyMatch(seat -> !jidOf(seat).bare().equals(bare))
        || room.participants().entrySet().stream()
            .anyMatch(
                entry ->
                    nick.equals(entry.getValue().nick()) && !entry.getKey().equals(bare.toString()))
        || room.affiliations().entrySet().stream()
            .anyMatch(
                entry ->
                    nick.equals(entry.getValue().nick())
                        && !entry.getKey().equals(bare.toString()));
  }

  /** As it stands in an address; what cannot stand there is left as it is, and unfit. */
  static String nickname(String wished) {
    return Jid.tryParse("room@service/" + wished).map(Jid::resource).orElse(wished);
  }

  /** Section 7.2: too long, or nothing that could stand in an occupant's address. */
  Optional<StanzaError> unfitNick(String nick) {
    if (!nick.isEmpty() && Jid.tryParse("room@service/" + nick).isEmpty()) {
      return Optional.of(StanzaError.notAcceptable().withText("that is no nickname"));
    }
    return nick.codePointCount(0, nick.length()) > settings.nickCharsMax()
        ? Optional.of(StanzaError.notAcceptable().withText("the nickname is too long"))
        : Optional.empty();
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
    occupancy().seats().stream()
        .filter(this::isShown)
        .forEach(seat -> byNick.put(seat.nick(), seat));
    return List.copyOf(byNick.values());
  }

  int occupants() {
    return (int)
        occupancy().seats().stream().filter(this::isShown).map(Seat::nick).distinct().count();
  }

  /** What others are told of an occupant. */
  MucItem item(Seat seat, boolean open) {
    var jid = jidOf(seat);
    return MucItem.of(affiliationOf(jid), roleOf(seat)).withJid(open ? jid : null);
  }

  /** What an account wears (XEP-0317). */
  List<Hat> hatsOf(Jid account) {
    return room().look().wornBy(account.bare().toString()).stream()
        .flatMap(uri -> hat(uri).stream())
        .toList();
  }

  Optional<Hat> hat(String uri) {
    return Optional.ofNullable(room().look().hats().get(uri))
        .map(hat -> new Hat(uri, hat.title(), hat.hue()));
  }

  /** Section 10.2.1: all are told that something about the room has changed. */
  void tellOfChange() {
    fanout.send(
        occupancy().seats(),
        face.changed(MucUser.of(Set.of(MucStatus.CONFIGURATION_CHANGED))),
        false);
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

  /** HARDENING A16: of a room with so many in it only moderators' presence is told to all. */
  boolean isLarge() {
    return occupancy().seats().size() >= settings.presenceOccupantsMax();
  }

  /** Whether others hear of it when who has this role comes, or changes (section 15.5.3). */
  boolean isBroadcast(Role role) {
    return config().broadcasts(role) && (role == Role.MODERATOR || !isLarge());
  }

  /** Whether who is in goes on unknown to others when it has this role, in a room as it is now. */
  boolean isHidden(Seat seat, Role role) {
    return !isShown(seat) || !config().broadcasts(role) || (seat.hidden() && !isBroadcast(role));
  }

  /** Does this behind what was decided before, without writing anything. */
  void inTurn(Runnable then) {
    writer.write(List.of(), List.of(), then);
  }

  /** The stanza takes its turn behind what was decided before. */
  void route(XmlElement stanza) {
    inTurn(() -> ports.occupants().route(stanza));
  }

  /** The answer takes its turn behind what was decided before. */
  void answer(Iq iq, @Nullable XmlElement payload) {
    route(iq.result(payload));
  }

  /** The answer takes its turn behind what was decided before. */
  void refuse(Stanza stanza, StanzaError error) {
    inTurn(() -> error.bounce(stanza).ifPresent(ports.occupants()::route));
  }
}
