package im.balcony.persistence.event.room;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room.
 *
 * @param seats one a client, in the order in which they came
 */
public record OccupancyState(List<Seat> seats) implements OccupancyEvent.Fold<OccupancyState> {
  /** A client in the room; the components are those of {@link OccupancyEvent.OccupantSet}. */
  public record Seat(
      String fullJid,
      String sessionId,
      String nick,
      String role,
      byte[] presenceXml,
      boolean hidden,
      boolean byChannel) {}

  public static final OccupancyState EMPTY = new OccupancyState(List.of());

  public OccupancyState {
    seats = List.copyOf(seats);
  }

  public @Nullable Seat seatOf(String fullJid) {
    for (var seat : seats) {
      if (seat.fullJid().equals(fullJid)) {
        return seat;
      }
    }
    return null;
  }

  @Override
  public OccupancyState on(OccupancyEvent.OccupantSet set) {
    var seat =
        new Seat(
            set.fullJid(),
            set.sessionId(),
            set.nick(),
            set.role(),
            set.presenceXml(),
            set.hidden(),
            set.byChannel());
    var more = new ArrayList<>(seats);
    for (var at = 0; at < more.size(); at++) {
      if (more.get(at).fullJid().equals(set.fullJid())) {
        more.set(at, seat);
        return new OccupancyState(more);
      }
    }
    more.add(seat);
    return new OccupancyState(more);
  }

  @Override
  public OccupancyState on(OccupancyEvent.OccupantLeft left) {
    return new OccupancyState(
        seats.stream().filter(seat -> !seat.fullJid().equals(left.fullJid())).toList());
  }

  @Override
  public OccupancyState on(OccupancyEvent.RoomEmptied emptied) {
    return EMPTY;
  }

  @Override
  public OccupancyState on(OccupancyEvent.Erased erased) {
    return this;
  }
}
