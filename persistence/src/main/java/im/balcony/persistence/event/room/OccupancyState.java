package im.balcony.persistence.event.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room.
 *
 * @param seats one a client, in the order in which they came
 * @param left who went lately, the last ones at most: whoever is in may not have been told of it by
 *     the node on which it went
 */
public record OccupancyState(List<Seat> seats, List<Gone> left)
    implements OccupancyEvent.Fold<OccupancyState> {
  /** As many are known: what is told of them has to wait for clients that are not found yet. */
  static final int LEFT_MAX = 50;

  /** A client in the room; the components are those of {@link OccupancyEvent.OccupantSet}. */
  public record Seat(
      String fullJid,
      String sessionId,
      String nick,
      String role,
      byte[] presenceXml,
      boolean hidden,
      boolean byChannel) {}

  /**
   * A client that is not in any more.
   *
   * @param seat as it was, without what it told of itself
   */
  public record Gone(Seat seat, Instant at) {}

  public static final OccupancyState EMPTY = new OccupancyState(List.of(), List.of());

  /** Snapshots written before it was kept do not say who has left. */
  @SuppressWarnings("NullAway") // null on disk only
  public OccupancyState {
    seats = List.copyOf(seats);
    left = left == null ? List.of() : List.copyOf(left);
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
        return new OccupancyState(more, left);
      }
    }
    more.add(seat);
    return new OccupancyState(
        more, left.stream().filter(gone -> !gone.seat().fullJid().equals(set.fullJid())).toList());
  }

  @Override
  public OccupancyState on(OccupancyEvent.OccupantLeft event) {
    var seat = seatOf(event.fullJid());
    if (seat == null) {
      return this;
    }
    var gone = new ArrayList<>(left);
    gone.add(
        new Gone(
            new Seat(
                seat.fullJid(),
                seat.sessionId(),
                seat.nick(),
                seat.role(),
                new byte[0],
                seat.hidden(),
                seat.byChannel()),
            event.at()));
    return new OccupancyState(
        seats.stream().filter(each -> !each.fullJid().equals(event.fullJid())).toList(),
        gone.subList(Math.max(0, gone.size() - LEFT_MAX), gone.size()));
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
