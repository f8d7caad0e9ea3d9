package im.balcony.edge.bosh;

import java.util.Optional;
import java.util.TreeMap;

/** Requests in the order of their ids, in whatever order they come (XEP-0124 14.2). */
final class RequestWindow<T> {
  private final int width;
  private final TreeMap<Long, T> early = new TreeMap<>();
  private long last;

  /**
   * Begins behind the first request.
   *
   * @param width requests ahead of the last one that are still expected
   */
  RequestWindow(long firstRid, int width) {
    this.last = firstRid;
    this.width = width;
  }

  /** The last request whose turn came. */
  long last() {
    return last;
  }

  boolean isPast(long rid) {
    return rid <= last;
  }

  boolean isTooFar(long rid) {
    return rid > last + width;
  }

  /** Keeps a request until its turn; gives the one that it takes the place of. */
  Optional<T> keep(long rid, T request) {
    return Optional.ofNullable(early.put(rid, request));
  }

  /** The next one, if it is there. */
  Optional<T> next() {
    var next = Optional.ofNullable(early.remove(last + 1));
    if (next.isPresent()) {
      last++;
    }
    return next;
  }

  /** Those whose turn will not come. */
  Iterable<T> early() {
    return early.values();
  }
}
