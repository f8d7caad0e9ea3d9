package im.balcony.edge.s2s;

import im.balcony.edge.codec.StanzaBatch;
import im.balcony.edge.settings.S2sSettings.Outbound;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.sm.StanzaCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one of our domains sends to another server's: in order, bounded, by one stream at a time. A
 * stanza's sender hears once what became of it.
 */
final class OutboundLink implements OutboundOwner {
  private static final int BATCH_BYTES_MAX = 64 * 1024;

  /** What a sender hears: nothing when it was sent, or acknowledged where the stream does that. */
  record Waiting(byte[] xml, CompletableFuture<Optional<StanzaError>> outcome, int sinceSecond) {
    void sent() {
      outcome.complete(Optional.empty());
    }

    void refused(StanzaError why) {
      outcome.complete(Optional.of(why));
    }
  }

  private final Pair pair;
  private final OutboundDialer dialer;
  private final Outbound bounds;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Deque<Waiting> unacknowledged = new ArrayDeque<>();
  private int stanzas;
  private int bytes;
  private @Nullable Carrier stream;
  private boolean isOpening;
  private boolean wasReady;
  private boolean hasAsked;
  private long acknowledgedCount;
  private int usedAtSecond;
  private int now;
  private int backoffSeconds;
  private int backoffUntilSecond;
  private StanzaError lastProblem = StanzaError.remoteServerTimeout();

  OutboundLink(Pair pair, OutboundDialer dialer, Outbound bounds, int now) {
    this.pair = pair;
    this.dialer = dialer;
    this.bounds = bounds;
    this.now = now;
    this.usedAtSecond = now;
  }

  /** A stanza as it stands on the stream. */
  void send(byte[] xml, CompletableFuture<Optional<StanzaError>> outcome) {
    var waiting = new Waiting(xml, outcome, now);
    if (stream == null && !isOpening && now < backoffUntilSecond) {
      waiting.refused(lastProblem);
      return;
    }
    if (stanzas >= bounds.queueStanzasMax() || bytes + xml.length > bounds.queueBytesMax()) {
      waiting.refused(StanzaError.resourceConstraint().withText("too much waits for that server"));
      return;
    }
    stanzas++;
    bytes += xml.length;
    queue.add(waiting);
    usedAtSecond = now;
    if (stream != null) {
      flush();
    } else if (!isOpening) {
      open();
    }
  }

  private void open() {
    isOpening = true;
    wasReady = false;
    dialer.open(OutboundTask.carry(pair), this);
  }

  @Override
  public void ready(Carrier opened) {
    stream = opened;
    isOpening = false;
    wasReady = true;
    hasAsked = false;
    acknowledgedCount = 0;
    backoffSeconds = 0;
    usedAtSecond = now;
    flush();
  }

  /** A stream that the other server has opened takes our stanzas too (XEP-0288). */
  boolean adopt(Carrier offered) {
    if (stream != null || isOpening) {
      return false;
    }
    ready(offered);
    return true;
  }

  @Override
  public void writable() {
    flush();
  }

  private void flush() {
    var to = stream;
    while (to != null && to == stream && !queue.isEmpty() && to.isWritable()) {
      var written = new ArrayList<Waiting>();
      int size = 0;
      while (!queue.isEmpty() && size < BATCH_BYTES_MAX) {
        var next = queue.remove();
        written.add(next);
        size += next.xml().length;
      }
      write(to, written, size);
    }
  }

  private void write(Carrier to, List<Waiting> written, int size) {
    usedAtSecond = now;
    if (to.isManaged()) {
      unacknowledged.addAll(written);
    }
    var done = to.write(new StanzaBatch(written.stream().map(Waiting::xml).toList(), size));
    if (!to.isManaged()) {
      done.addListener(
          result ->
              written.forEach(
                  each ->
                      settle(each, result.isSuccess() ? null : StanzaError.remoteServerTimeout())));
    } else if (!hasAsked) {
      hasAsked = true;
      to.askForCount();
    }
  }

  private void settle(Waiting waiting, @Nullable StanzaError why) {
    stanzas--;
    bytes -= waiting.xml().length;
    if (why == null) {
      waiting.sent();
    } else {
      waiting.refused(why);
    }
  }

  @Override
  public void acknowledged(long handled) {
    long more = StanzaCount.more(handled, StanzaCount.onTheWire(acknowledgedCount));
    if (more < 0 || more > unacknowledged.size()) {
      closeStream(StanzaError.remoteServerTimeout().withText("the other server miscounts"));
      return;
    }
    acknowledgedCount += more;
    for (long i = 0; i < more; i++) {
      settle(unacknowledged.remove(), null);
    }
    hasAsked = !unacknowledged.isEmpty();
    if (hasAsked && stream != null) {
      stream.askForCount();
    }
  }

  @Override
  public void ended(StanzaError why) {
    stream = null;
    isOpening = false;
    // Whether these arrived nobody knows: their senders are told so.
    for (var each = unacknowledged.poll(); each != null; each = unacknowledged.poll()) {
      settle(each, StanzaError.remoteServerTimeout().withText("not acknowledged"));
    }
    if (!wasReady) {
      lastProblem = why;
      backoffSeconds =
          backoffSeconds == 0
              ? bounds.backoffSecondsFirst()
              : Math.min(2 * backoffSeconds, bounds.backoffSecondsMax());
      backoffUntilSecond = now + backoffSeconds;
      for (var each = queue.poll(); each != null; each = queue.poll()) {
        settle(each, why);
      }
    } else if (!queue.isEmpty()) {
      open();
    }
  }

  /** Time has passed: what waited too long is refused, what is not used is closed. */
  void tick(int second) {
    now = second;
    while (!queue.isEmpty() && now - queue.peek().sinceSecond() >= bounds.queueSecondsMax()) {
      settle(queue.remove(), StanzaError.remoteServerTimeout().withText("waited too long"));
    }
    var oldest = unacknowledged.peek();
    if (oldest != null
        && now - oldest.sinceSecond()
            >= bounds.queueSecondsMax() + bounds.unacknowledgedSecondsMax()) {
      closeStream(StanzaError.remoteServerTimeout().withText("not acknowledged in time"));
    } else if (stream != null && stanzas == 0 && now - usedAtSecond >= bounds.idleSecondsMax()) {
      stream.idle();
    }
  }

  private void closeStream(StanzaError why) {
    var open = stream;
    if (open != null) {
      open.close(why);
    }
  }

  /** Stanzas whose senders have not heard yet what became of them. */
  int waiting() {
    return stanzas;
  }

  /** How long the oldest of them has waited, in seconds; 0 without any. */
  int oldestSeconds() {
    var oldest = unacknowledged.isEmpty() ? queue.peek() : unacknowledged.peek();
    return oldest == null ? 0 : now - oldest.sinceSecond();
  }

  /** Whether nothing would be lost with it. */
  boolean isForgettable() {
    return stream == null
        && !isOpening
        && stanzas == 0
        && now >= backoffUntilSecond + backoffSeconds;
  }
}
