package im.balcony.actors.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one kind that all sessions of a node keep, with one bound together: each session has
 * bounds of its own, and many sessions must not take the memory that the others need. Beyond it the
 * session that keeps most is told so, then the next one. Thread-safe; counting takes no lock and
 * allocates nothing.
 */
final class SharedBytes {
  private final long max;
  private final LongAdder bytes = new LongAdder();
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();

  /** Was told and has not answered by keeping less: one at a time, as each makes room. */
  private final AtomicReference<@Nullable Share> told = new AtomicReference<>();

  /**
   * A bound that nothing is kept under yet.
   *
   * @param max bytes of stanzas, of all sessions of the node together
   */
  SharedBytes(long max) {
    this.max = max;
  }

  /**
   * Of a session that begins; it keeps nothing yet.
   *
   * @param tell says to the session, from any thread, that it keeps most of too much
   */
  Share share(Runnable tell) {
    var share = new Share(tell);
    shares.add(share);
    return share;
  }

  long total() {
    return bytes.sum();
  }

  private boolean isTooMuch() {
    return bytes.sum() > max;
  }

  private void tellLargest() {
    if (told.get() != null) {
      return;
    }
    Share largest = null;
    for (var share : shares) {
      if (share.own > 0 && (largest == null || share.own > largest.own)) {
        largest = share;
      }
    }
    if (largest != null && told.compareAndSet(null, largest)) {
      largest.tell.run();
    }
  }

  private void answered(Share share) {
    if (told.get() == share) {
      told.set(null);
    }
  }

  /** What one session keeps; to be used by that session alone. */
  final class Share {
    private final Runnable tell;
    private volatile long own;
    private boolean hasLeft;

    private Share(Runnable tell) {
      this.tell = tell;
    }

    /** The session keeps so much now. */
    void keeps(long now) {
      var before = own;
      if (now == before || hasLeft) {
        return;
      }
      own = now;
      bytes.add(now - before);
      if (now < before) {
        answered(this);
      }
      if (isTooMuch()) {
        tellLargest();
      }
    }

    /** Whether a session that was told must do something about it: others may have done by now. */
    boolean isToMakeRoom() {
      var must = !hasLeft && isTooMuch();
      if (!must) {
        answered(this);
      }
      return must;
    }

    /** The session ends, and its memory with it: nothing of it counts any more. */
    void leave() {
      shares.remove(this);
      keeps(0);
      answered(this);
      hasLeft = true;
    }
  }
}
