package im.balcony.actors.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rooms of a session that has come from another edge: what a room says here waits until the
 * earlier edge has passed on the last that it said there, so that nothing overtakes.
 */
final class RoomsOnTheWay {
  /** As long as what it is about may be late; what was said elsewhere comes behind it then. */
  static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /** More than a room says in the meantime; beyond it nothing waits any more. */
  static final int WAITING_MAX = 1000;

  private final Map<String, List<SessionCommand.DeliverFromRoom>> byLife = new HashMap<>(0);
  private int waiting;

  void expect(String life) {
    byLife.put(life, new ArrayList<>(1));
  }

  /** Whether something of that room is still to come from the earlier edge. */
  boolean isExpecting(String life) {
    return byLife.containsKey(life);
  }

  /** Whether it was kept back. */
  boolean hold(SessionCommand.DeliverFromRoom told) {
    var held = byLife.get(told.life());
    if (held == null || waiting >= WAITING_MAX) {
      return false;
    }
    waiting++;
    held.add(told);
    return true;
  }

  boolean isFull() {
    return waiting >= WAITING_MAX;
  }

  /** The room says everything here from now on. */
  List<SessionCommand.DeliverFromRoom> release(String life) {
    var held = byLife.remove(life);
    waiting -= held == null ? 0 : held.size();
    return held == null ? List.of() : held;
  }

  List<SessionCommand.DeliverFromRoom> releaseAll() {
    var all = byLife.values().stream().flatMap(List::stream).toList();
    byLife.clear();
    waiting = 0;
    return all;
  }
}
