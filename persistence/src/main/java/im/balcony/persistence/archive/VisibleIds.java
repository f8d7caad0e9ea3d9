package im.balcony.persistence.archive;

import im.balcony.persistence.event.room.MemberTimes.Span;
import java.util.List;

/**
 * What somebody may know of a room's archive: what was said in one of these times, which are not
 * empty.
 */
public record VisibleIds(List<Span> times) {
  public static final VisibleIds ALL = new VisibleIds(List.of(new Span(0, 0)));

  public VisibleIds {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("whoever may see nothing does not ask");
    }
    times = List.copyOf(times);
  }

  public boolean holds(long id) {
    return times.stream().anyMatch(span -> span.holds(id));
  }

  boolean holds(RoomArchive.Said said) {
    return holds(said.id());
  }

  /** Nothing below it is visible; at least 1. */
  long first() {
    return Math.max(1, times.stream().mapToLong(Span::from).min().orElse(1));
  }
}
