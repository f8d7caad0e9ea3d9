package im.balcony.persistence.event.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When accounts belonged to a room as members, admins or owners, in the room's own ids. Whoever
 * goes keeps its times for the day on which it comes back; meanwhile it belongs to nothing.
 *
 * @param spans by bare JID, oldest first; of who went longest ago first
 */
public record MemberTimes(Map<String, List<Span>> spans) {
  /** Accounts beyond that are forgotten, of those that do not belong to the room any more. */
  public static final int ACCOUNTS_MAX = 4_000;

  /** Of whoever came and went more often than that the oldest times are forgotten. */
  public static final int SPANS_MAX = 8;

  public static final MemberTimes NONE = new MemberTimes(Map.of());

  /**
   * @param from the first id that was meant for the account
   * @param until the first id that was not any more; 0 while it belongs to the room
   */
  public record Span(long from, long until) {
    public boolean holds(long id) {
      return id >= from && (until == 0 || id < until);
    }
  }

  /** Times of accounts that were there before times were kept begin with the room. */
  private static final Span EVER = new Span(0, 0);

  /** The same after an account became something else to the room, or nothing. */
  MemberTimes with(String account, boolean belonged, boolean belongs, long nextId) {
    if (belonged == belongs) {
      return this;
    }
    var known = spans.get(account);
    var times = new ArrayList<Span>(known != null ? known : belonged ? List.of(EVER) : List.of());
    if (belongs) {
      times.add(new Span(nextId, 0));
    } else if (!times.isEmpty()) {
      var last = times.remove(times.size() - 1);
      times.add(new Span(last.from(), nextId));
    }
    var kept = List.copyOf(times.subList(Math.max(0, times.size() - SPANS_MAX), times.size()));
    var more = new LinkedHashMap<>(spans);
    more.remove(account);
    more.put(account, kept);
    if (more.size() > ACCOUNTS_MAX) {
      more.entrySet().stream()
          .filter(each -> isOver(each.getValue()))
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(more::remove);
    }
    return new MemberTimes(more);
  }

  private static boolean isOver(List<Span> times) {
    return times.get(times.size() - 1).until() != 0;
  }

  /**
   * When this account ceased to belong to the room for the last time, in microseconds; 0: never.
   */
  public long endOf(String account) {
    return spans.getOrDefault(account, List.of()).stream().mapToLong(Span::until).max().orElse(0);
  }

  /** What was said while this account, which belongs to the room, did so. */
  public List<Span> of(String account) {
    return spans.getOrDefault(account, List.of(EVER));
  }
}
