package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a new configuration makes of who is in: who is nothing to the room has voice, or not, as who
 * enters now (XEP-0045 section 5.1.2), and others see those whose role is told to all (section
 * 15.5.3).
 */
final class Regrouping {
  private static final Set<RoomOption> LOOKED_AT =
      Set.of(RoomOption.MODERATED, RoomOption.PRESENCE_BROADCAST);

  private final Hall hall;
  private final Exits exits;
  private final Appearances appearances;

  Regrouping(Hall hall, Exits exits, Appearances appearances) {
    this.hall = hall;
    this.exits = exits;
    this.appearances = appearances;
  }

  /** To be called when the room is configured as it is to be. */
  void since(RoomConfig before) {
    var now = hall.config();
    if (LOOKED_AT.stream().allMatch(option -> now.text(option).equals(before.text(option)))) {
      return;
    }
    var isModeratedAnew = now.isOn(RoomOption.MODERATED) != before.isOn(RoomOption.MODERATED);
    var moves = new ArrayList<OccupancyEvent>();
    var after = hall.occupancy();
    var changed = new LinkedHashMap<String, Seat>();
    for (var seat : hall.occupancy().seats()) {
      var role = isModeratedAnew ? roleNow(seat) : Hall.roleOf(seat);
      var hidden = hall.isHidden(seat, role);
      if (role != Hall.roleOf(seat) || hidden != seat.hidden()) {
        var move =
            new OccupancyEvent.OccupantSet(
                seat.fullJid(),
                seat.sessionId(),
                seat.nick(),
                role.value(),
                seat.presenceXml(),
                hidden,
                hall.now(),
                seat.byChannel());
        moves.add(move);
        after = move.fold(after);
        changed.put(seat.nick(), seat);
      }
    }
    var seats = after.seats();
    var told = new ArrayList<Runnable>();
    changed.values().forEach(seat -> told.addAll(told(seats, seat)));
    hall.writer().write(List.of(), List.copyOf(moves), () -> told.forEach(Runnable::run));
  }

  private Role roleNow(Seat seat) {
    var role = Hall.roleOf(seat);
    return role == Role.MODERATOR || hall.affiliationOf(Hall.jidOf(seat)) != Affiliation.NONE
        ? role
        : hall.usualRole(Affiliation.NONE);
  }

  private List<Runnable> told(List<Seat> seats, Seat before) {
    var told = new ArrayList<Runnable>();
    var item = hall.item(before, true);
    var nonAnonymous = hall.config().isNonAnonymous();
    for (var now : seats) {
      if (now.fullJid().equals(before.fullJid())) {
        if (now.hidden() && !before.hidden()) {
          told.add(exits.vanishing(seats, before));
        }
        // a large room tells others only who appears
        var isForAll = now.hidden() != before.hidden() || hall.isBroadcast(Hall.roleOf(now));
        var to =
            isForAll
                ? seats
                : seats.stream().filter(each -> each.nick().equals(now.nick())).toList();
        var seen = item.withRole(Hall.roleOf(now));
        told.add(() -> appearances.show(to, now, seen, nonAnonymous, Set.of(), null));
      }
    }
    return told;
  }
}
