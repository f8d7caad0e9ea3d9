package im.balcony.actors.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that sessions without a connection keep on one node for clients that may come back
 * (XEP-0198 5). Each session has bounds of its own; this one holds for all of them together, so
 * that many sessions cannot take the memory that the others need. Thread-safe.
 */
final class WaitingBytes {
  private final long max;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger sessions = new AtomicInteger();

  /**
   * @param max bytes of stanzas, of all sessions of the node together
   */
  WaitingBytes(long max) {
    this.max = max;
  }

  /** Of a session that begins; it keeps nothing yet. */
  Share share() {
    return new Share();
  }

  long total() {
    return bytes.get();
  }

  /** What one session keeps; to be used by that session alone. */
  final class Share {
    private long own;

    /**
     * The session keeps so much now, 0 once its client is back or it has ended.
     *
     * @return whether it is this session that must go: all together keep too much, and it keeps
     *     more than its even share, so that no quiet phone pays for others
     */
    boolean keeps(long now) {
      if (now != own) {
        if (own == 0 || now == 0) {
          sessions.addAndGet(own == 0 ? 1 : -1);
        }
        bytes.addAndGet(now - own);
        own = now;
      }
      return own > 0 && bytes.get() > max && own >= max / Math.max(1, sessions.get());
    }
  }
}
