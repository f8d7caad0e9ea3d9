package im.balcony.edge.bosh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of a session that wait for an answer, the oldest first. */
final class HeldRequests {
  private final Deque<Held> held = new ArrayDeque<>(4);

  /** One of them, since this second. */
  record Held(long rid, boolean isPoll, int sinceSecond, BoshExchange exchange) {}

  void add(Held request) {
    held.add(request);
  }

  int size() {
    return held.size();
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  @Nullable Held oldest() {
    return held.peek();
  }

  Held removeOldest() {
    return held.remove();
  }

  /** A request that was sent again waits in place of the one before it (14.3). */
  Optional<BoshExchange> replace(long rid, BoshExchange exchange) {
    for (var n = held.size(); n > 0; n--) {
      var request = held.remove();
      if (request.rid() != rid) {
        held.add(request);
        continue;
      }
      held.add(new Held(rid, request.isPoll(), request.sinceSecond(), exchange));
      rotate(n - 1);
      return Optional.of(request.exchange());
    }
    return Optional.empty();
  }

  private void rotate(int steps) {
    for (var step = 0; step < steps; step++) {
      held.add(held.remove());
    }
  }
}
