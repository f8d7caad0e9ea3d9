package im.balcony.actors.session;

import im.balcony.protocol.xep.sm.StanzaCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Stanzas for the client: not yet written, and written but not acknowledged (XEP-0198 4). */
final class OutboundQueue {
  /** What a client's count says about ours. */
  enum Acknowledged {
    FITTING,
    /** It claims more than it was ever sent. */
    TOO_HIGH
  }

  private final ArrayDeque<Delivery> unsent = new ArrayDeque<>(2);
  private final ArrayDeque<Delivery> unacknowledged = new ArrayDeque<>(2);
  private boolean retaining;
  private long acknowledged;
  private long written;
  private long lastArchiveId;
  private int unsentBytes;
  private int unacknowledgedBytes;

  void add(Delivery delivery) {
    unsent.add(delivery);
    unsentBytes += delivery.xml().length;
  }

  /** From now on what is written is kept until it is acknowledged. */
  void startRetaining() {
    retaining = true;
    written = 0;
  }

  /** Its counts, for another edge; {@link #leftovers} are the stanzas. */
  SessionState.Outbound state() {
    return new SessionState.Outbound(acknowledged, written, lastArchiveId, unacknowledged.size());
  }

  /** Goes on with what was for the client at another edge. */
  void goOn(SessionState.Outbound state, List<Delivery> stanzas) {
    retaining = true;
    acknowledged = state.acknowledged();
    written = state.written();
    lastArchiveId = state.lastArchiveId();
    for (var stanza : stanzas) {
      if (unacknowledged.size() < state.unacknowledged()) {
        unacknowledged.add(stanza);
        unacknowledgedBytes += stanza.xml().length;
      } else {
        add(stanza);
      }
    }
  }

  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** The next stanza, which counts as written. */
  Delivery next() {
    var delivery = unsent.remove();
    unsentBytes -= delivery.xml().length;
    written++;
    if (delivery.archiveId() != 0) {
      lastArchiveId = delivery.archiveId();
    }
    if (retaining) {
      unacknowledged.add(delivery);
      unacknowledgedBytes += delivery.xml().length;
    }
    return delivery;
  }

  /** The client has handled everything up to this count; an older count changes nothing. */
  Acknowledged acknowledge(long h) {
    long more = StanzaCount.more(h, acknowledged);
    if (more > unacknowledged.size()) {
      return Acknowledged.TOO_HIGH;
    }
    for (long i = 0; i < more; i++) {
      unacknowledgedBytes -= unacknowledged.remove().xml().length;
    }
    acknowledged = StanzaCount.onTheWire(acknowledged + Math.max(0, more));
    return Acknowledged.FITTING;
  }

  /**
   * On a new connection everything unacknowledged is sent again, in order (XEP-0198 5), but nobody
   * rings for a call whose end waits as well.
   */
  void sendAgain() {
    while (!unacknowledged.isEmpty()) {
      var last = unacknowledged.removeLast();
      unsent.addFirst(last);
      unsentBytes += last.xml().length;
      written--;
    }
    unacknowledgedBytes = 0;
    var late = EndedCalls.proposals(unsent);
    if (unsent.removeIf(late::contains)) {
      unsentBytes -= late.stream().mapToInt(delivery -> delivery.xml().length).sum();
    }
  }

  /** Everything the client cannot be said to have, in order. */
  List<Delivery> leftovers() {
    var all = new ArrayList<Delivery>(unacknowledged.size() + unsent.size());
    all.addAll(unacknowledged);
    all.addAll(unsent);
    return all;
  }

  /** Whether something is among {@link #leftovers} that is in the archive. */
  boolean hasKept() {
    return leftovers().stream().anyMatch(delivery -> delivery.archiveId() > 0);
  }

  /** XEP-0198: how many stanzas the client was sent since counting began. */
  long sendCount() {
    return StanzaCount.onTheWire(acknowledged + unacknowledged.size());
  }

  long writtenCount() {
    return written;
  }

  long lastArchiveId() {
    return lastArchiveId;
  }

  int unacknowledgedCount() {
    return unacknowledged.size();
  }

  long bytes() {
    return (long) unsentBytes + unacknowledgedBytes;
  }

  boolean exceeds(SessionLimits limits) {
    return unsentBytes > limits.outboundBytesMax()
        || unacknowledgedBytes > limits.unacknowledgedBytesMax()
        || unacknowledged.size() > limits.unacknowledgedStanzasMax();
  }
}
