package im.balcony.actors.room;

import im.balcony.actors.room.Authority.Standing;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request would make of a room: item by item, each seeing what those before it change.
 * Nothing has happened until all of them were taken.
 */
final class PeopleDraft {
  /** A client that is to go. */
  record Leaving(Seat seat, MucStatus why, Note note) {}

  /** An account that is something else now, and not in the room. */
  record Outsider(Jid account, Affiliation before, Affiliation now, Note note) {}

  private final Hall hall;
  private final Jid by;
  private final @Nullable String actor;
  private RoomState room;
  private OccupancyState occupancy;
  private final List<RoomEvent> events = new ArrayList<>();
  private final List<OccupancyEvent> moves = new ArrayList<>();
  private final Map<String, Note> changed = new LinkedHashMap<>();
  private final Map<String, Seat> vanished = new LinkedHashMap<>();
  private final Map<String, Leaving> leaving = new LinkedHashMap<>();
  private final List<Outsider> outsiders = new ArrayList<>();

  PeopleDraft(Hall hall, Jid by) {
    this.hall = hall;
    this.by = by;
    this.room = hall.room();
    this.occupancy = hall.occupancy();
    var seat = occupancy.seatOf(by.toString());
    this.actor = seat == null ? null : seat.nick();
  }

  /** Takes the next item, or says why the whole request cannot be. */
  Optional<StanzaError> add(MucItem item) {
    var nick = item.nick();
    var jid = item.jid();
    if (item.role() != null && item.affiliation() == null && nick != null) {
      return role(nick, item.role(), noteOf(item));
    } else if (item.affiliation() != null && item.role() == null && jid != null) {
      return affiliation(jid.bare(), item.affiliation(), nick, noteOf(item));
    }
    return Optional.of(StanzaError.badRequest()); // section 17.4
  }

  private Note noteOf(MucItem item) {
    return new Note(actor, item.reason());
  }

  private Affiliation affiliationOf(Jid account) {
    return Hall.affiliationIn(room, account);
  }

  private Standing standingOf(Seat seat) {
    return new Standing(affiliationOf(Hall.jidOf(seat)), Hall.roleOf(seat));
  }

  private Standing own() {
    var seat = occupancy.seatOf(by.toString());
    return seat == null || leaving.containsKey(seat.fullJid())
        ? new Standing(affiliationOf(by), Role.NONE)
        : standingOf(seat);
  }

  private Optional<StanzaError> role(String nick, Role to, Note note) {
    var seats = seatsOf(nick);
    var own = own();
    if (seats.isEmpty()) {
      return Optional.of(
          own.isAdmin() || own.role() == Role.MODERATOR
              ? StanzaError.itemNotFound()
              : StanzaError.forbidden());
    }
    var seat = seats.get(0);
    var isSelf = Hall.jidOf(seat).bare().equals(by.bare());
    var refusal = Authority.overRole(own, standingOf(seat), to, isSelf);
    if (refusal.isPresent() || Hall.roleOf(seat) == to) {
      return refusal;
    }
    for (var each : seats) {
      if (to == Role.NONE) {
        leaving.put(each.fullJid(), new Leaving(each, MucStatus.KICKED, note));
      } else {
        move(each, to);
        changed.put(nick, note);
      }
    }
    return Optional.empty();
  }

  private List<Seat> seatsOf(String nick) {
    return occupancy.seats().stream()
        .filter(seat -> seat.nick().equals(nick) && !leaving.containsKey(seat.fullJid()))
        .toList();
  }

  private void move(Seat seat, Role to) {
    var hidden = hall.isHidden(seat, to);
    if (hidden && !seat.hidden()) {
      vanished.put(seat.nick(), seat);
    }
    var set =
        new OccupancyEvent.OccupantSet(
            seat.fullJid(),
            seat.sessionId(),
            seat.nick(),
            to.value(),
            seat.presenceXml(),
            hidden,
            hall.now(),
            seat.byChannel());
    moves.add(set);
    occupancy = set.fold(occupancy);
  }

  private Optional<StanzaError> affiliation(
      Jid account, Affiliation to, @Nullable String wishedNick, Note note) {
    var known = room.affiliations().get(account.toString());
    var before = Affiliation.of(room.affiliationOf(account.toString())).orElse(Affiliation.NONE);
    var nick = nickOf(known, to, wishedNick);
    var isSelf = account.equals(by.bare());
    return Authority.overAffiliation(affiliationOf(by), before, to, isSelf, owners())
        .or(() -> set(account, before, to, nick, note));
  }

  /** As {@link PeopleChanges#admit}. */
  Optional<StanzaError> admit(Jid account, @Nullable String wishedNick, Note note) {
    var known = room.affiliations().get(account.toString());
    var before = Affiliation.of(room.affiliationOf(account.toString())).orElse(Affiliation.NONE);
    var to = before == Affiliation.NONE ? Affiliation.MEMBER : before;
    return set(account, before, to, nickOf(known, to, wishedNick), note);
  }

  /** As {@link PeopleChanges#dismiss}. */
  Optional<StanzaError> dismiss(Jid account) {
    var before = Affiliation.of(room.affiliationOf(account.toString())).orElse(Affiliation.NONE);
    var to = before == Affiliation.MEMBER ? Affiliation.NONE : before;
    return set(account, before, to, null, Note.NONE);
  }

  private Optional<StanzaError> set(
      Jid account, Affiliation before, Affiliation to, @Nullable String nick, Note note) {
    var known = room.affiliations().get(account.toString());
    var refusal = unfit(account, to, nick, known);
    if (refusal.isPresent()) {
      return refusal;
    }
    if (to != before || (known != null && !Objects.equals(nick, known.nick()))) {
      var set =
          new RoomEvent.AffiliationSet(
              account.toString(),
              to.value(),
              nick,
              note.reason(),
              by.bare().toString(),
              hall.now());
      events.add(set);
      room = set.fold(room);
    }
    affect(account, before, to, note);
    return Optional.empty();
  }

  /** Section 9.5: an empty one takes it away, none leaves it; 9.1: outcasts have none. */
  private static @Nullable String nickOf(
      RoomState.@Nullable Affiliated known, Affiliation to, @Nullable String wished) {
    if (!to.isAtLeast(Affiliation.MEMBER)) {
      return null;
    } else if (wished == null) {
      return known == null ? null : known.nick();
    }
    return wished.isEmpty() ? null : wished;
  }

  private Optional<StanzaError> unfit(
      Jid account, Affiliation to, @Nullable String nick, RoomState.@Nullable Affiliated known) {
    if (account.local() == null && (to.isAtLeast(Affiliation.ADMIN) || nick != null)) {
      return Optional.of(
          StanzaError.notAcceptable().withText("a domain is a member at most, without a nickname"));
    } else if (known == null
        && to != Affiliation.NONE
        && room.affiliations().size() >= hall.settings().affiliationsMax()) {
      return Optional.of(StanzaError.resourceConstraint());
    } else if (nick == null || (known != null && nick.equals(known.nick()))) {
      return Optional.empty();
    }
    return hall.unfitNick(nick)
        .or(
            () ->
                hall.isTaken(room, nick, account)
                    ? Optional.of(StanzaError.conflict())
                    : Optional.empty());
  }

  private int owners() {
    return (int)
        room.affiliations().values().stream()
            .filter(each -> each.affiliation().equals(Affiliation.OWNER.value()))
            .count();
  }

  private void affect(Jid account, Affiliation before, Affiliation to, Note note) {
    var isIn = false;
    for (var seat : occupancy.seats()) {
      var jid = Hall.jidOf(seat);
      if (!leaving.containsKey(seat.fullJid()) && isMeant(account, jid)) {
        isIn = true;
        affect(seat, before, affiliationOf(jid), note);
      }
    }
    if (!isIn && to != before) {
      outsiders.add(new Outsider(account, before, to, note));
    }
  }

  /** Section 9.2: a domain stands for all its accounts that have no place of their own. */
  private boolean isMeant(Jid account, Jid occupant) {
    return account.local() == null
        ? occupant.domain().equals(account.domain())
            && !room.affiliations().containsKey(occupant.bare().toString())
        : occupant.bare().equals(account);
  }

  private void affect(Seat seat, Affiliation before, Affiliation now, Note note) {
    var role = Hall.roleOf(seat);
    var roleNow = roleAfter(role, before, now);
    if (now == Affiliation.OUTCAST) {
      leaving.put(seat.fullJid(), new Leaving(seat, MucStatus.BANNED, note));
    } else if (hall.config().isOn(RoomOption.MEMBERS_ONLY) && !now.isAtLeast(Affiliation.MEMBER)) {
      leaving.put(seat.fullJid(), new Leaving(seat, MucStatus.AFFILIATION_CHANGED, note));
    } else if (now != before || roleNow != role) {
      if (roleNow != role) {
        move(seat, roleNow);
      }
      changed.put(seat.nick(), note);
    }
  }

  /** Section 5.1.3: what comes with an affiliation is sure, what goes with it is ours to say. */
  private Role roleAfter(Role role, Affiliation before, Affiliation now) {
    if (now.isAtLeast(Affiliation.ADMIN)) {
      return Role.MODERATOR;
    } else if (before.isAtLeast(Affiliation.ADMIN)) {
      return hall.usualRole(now);
    } else if (now == Affiliation.MEMBER && role == Role.VISITOR) {
      return Role.PARTICIPANT;
    }
    return before == Affiliation.MEMBER && now == Affiliation.NONE && role == Role.PARTICIPANT
        ? hall.usualRole(now)
        : role;
  }

  List<RoomEvent> events() {
    return List.copyOf(events);
  }

  List<OccupancyEvent> moves() {
    return List.copyOf(moves);
  }

  /** Occupants that go on as something else, by nickname. */
  Map<String, Note> changed() {
    return changed;
  }

  /** Occupants that others were told of and that are hidden in their new role, by nickname. */
  Map<String, Seat> vanished() {
    return vanished;
  }

  List<Leaving> leaving() {
    return List.copyOf(leaving.values());
  }

  List<Outsider> outsiders() {
    return outsiders;
  }

  /** Who will be in when all of it but the leaving is done. */
  OccupancyState occupancy() {
    return occupancy;
  }

  /** What an occupant will be by then, with its address. */
  MucItem itemOf(Seat seat) {
    var jid = Hall.jidOf(seat);
    return MucItem.of(affiliationOf(jid), Hall.roleOf(seat)).withJid(jid);
  }
}
