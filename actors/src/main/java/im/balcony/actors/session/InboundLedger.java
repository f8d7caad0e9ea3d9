package im.balcony.actors.session;

import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.port.tracing.MessageKey;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.protocol.stanza.Stanza;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's stanzas in their order, from the moment they came until all before them are settled.
 * Those for the User carry numbers without gaps and go in batches, one at a time; those settled
 * here carry none but are counted.
 */
final class InboundLedger {
  private static final long SETTLED_HERE = 0;

  private static final long NOT_TIMED = 0;

  private record Entry(long number, @Nullable Stanza stanza, long readNanos) {}

  private final NodeMetrics metrics;
  private final StanzaTraces traces;

  // Of the open ones, first those that were there when counting began, then what came before the
  // stream was resumed, then the others.
  private int older;
  private int uncounted;

  private final ArrayDeque<Entry> open = new ArrayDeque<>(2);
  private long nextNumber = 1;
  private long firstUnconfirmed = 1;
  // Last number that was handed to the User since it was last begun with firstUnconfirmed.
  private long batchLast;
  // The User waits for I/O only, up to here: what comes behind need not.
  private long passed;
  private long received;
  private long handled;

  InboundLedger() {
    this(NodeMetrics.NONE, StanzaTraces.NONE);
  }

  /**
   * @param metrics hear how long each stanza took
   * @param traces hear it of sampled messages
   */
  InboundLedger(NodeMetrics metrics, StanzaTraces traces) {
    this.metrics = metrics;
    this.traces = traces;
  }

  /** Its counts, for another edge; {@link #open} are the stanzas. */
  SessionState.Inbound state() {
    return new SessionState.Inbound(
        older, uncounted, nextNumber, firstUnconfirmed, received, handled);
  }

  List<SessionMove.Open> open() {
    return open.stream()
        .map(entry -> new SessionMove.Open(entry.number(), entry.stanza()))
        .toList();
  }

  /** Goes on with what came at another edge; all that is unconfirmed is handed over again. */
  void goOn(SessionState.Inbound state, List<SessionMove.Open> stanzas) {
    older = state.older();
    uncounted = state.uncounted();
    nextNumber = state.nextNumber();
    firstUnconfirmed = state.firstUnconfirmed();
    received = state.received();
    handled = state.handled();
    stanzas.forEach(stanza -> open.add(new Entry(stanza.number(), stanza.stanza(), NOT_TIMED)));
  }

  void add(Stanza stanza) {
    add(stanza, NOT_TIMED);
  }

  /**
   * @param readNanos of {@link System#nanoTime}, 0 for a stanza that nobody times
   */
  void add(Stanza stanza, long readNanos) {
    received++;
    open.add(new Entry(nextNumber++, stanza, readNanos));
  }

  /** A stanza that the session answers itself. */
  void addSettled() {
    received++;
    open.add(new Entry(SETTLED_HERE, null, NOT_TIMED));
  }

  /** The User has settled everything up to this number. */
  void confirm(long upToNumber) {
    firstUnconfirmed = Math.min(nextNumber, Math.max(firstUnconfirmed, upToNumber + 1));
  }

  /** Up to this number the User is done but for answers that it awaits itself. */
  void proceed(long upToNumber) {
    passed = Math.max(passed, upToNumber);
  }

  /**
   * The stream is resumed: its client was told how many were handled and sends the others again
   * (XEP-0198 section 5). What came of those still has its turn, and counts when it comes again.
   *
   * @param receivedBefore stanzas that came before the stream was managed: nobody sends them again
   */
  void resumed(long receivedBefore) {
    older = (int) Math.min(open.size(), Math.max(0, receivedBefore - handled));
    uncounted = open.size() - older;
    received = handled + older;
  }

  /** Lets go of what is settled; the number of counted stanzas that became so. */
  int settle() {
    int settled = 0;
    for (var head = open.peek();
        head != null && head.number() < firstUnconfirmed;
        head = open.peek()) {
      open.remove();
      if (head.readNanos() != NOT_TIMED && metrics != NodeMetrics.NONE) {
        metrics.acknowledged(System.nanoTime() - head.readNanos());
      }
      if (traces.isOn()) {
        trace(head);
      }
      if (older == 0 && uncounted > 0) {
        uncounted--;
      } else {
        older = Math.max(0, older - 1);
        settled++;
      }
    }
    handled += settled;
    return settled;
  }

  private void trace(Entry settled) {
    var stanza = settled.stanza();
    var from = stanza == null ? null : stanza.from();
    if (stanza != null && from != null && settled.readNanos() != NOT_TIMED) {
      var key = MessageKey.of(stanza, from);
      if (traces.isSampled(key)) {
        traces.span(StanzaTraces.Step.STANZA, key, settled.readNanos(), System.nanoTime());
      }
    }
  }

  /** The number that the next batch begins with. */
  long nextBatchFirst() {
    return Math.max(firstUnconfirmed, batchLast + 1);
  }

  /** The next batch, beginning with {@link #nextBatchFirst}; empty while one is with the User. */
  List<Stanza> takeBatch(int stanzasMax) {
    if (batchLast >= Math.max(firstUnconfirmed, passed + 1) || open.isEmpty()) {
      return List.of();
    }
    var first = nextBatchFirst();
    var batch = new ArrayList<Stanza>(Math.min(open.size(), stanzasMax));
    for (var entry : open) {
      if (batch.size() == stanzasMax) {
        break;
      }
      if (entry.stanza() != null && entry.number() >= first) {
        batch.add(entry.stanza());
      }
    }
    batchLast = first + batch.size() - 1;
    return batch;
  }

  /** Go-back-N: the next batch begins again with the first that is not confirmed. */
  void goBack() {
    batchLast = 0;
    passed = 0;
  }

  long firstUnconfirmed() {
    return firstUnconfirmed;
  }

  /** How many stanzas have come, settled or not. */
  long received() {
    return received;
  }

  /** How many stanzas are settled, without a gap: what XEP-0198's h may count. */
  long handled() {
    return handled;
  }

  boolean isSettled() {
    return open.isEmpty();
  }
}
