package im.balcony.load.drive;

import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.history.HistoryRecorder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A device that keeps some messages in flight to its partner. What comes back as an error is sent
 * again with the same origin-id, once the stream has also acknowledged it.
 */
final class RecordedTalker extends RecordedDevice {
  private static final int RETRY_MILLIS = 300;

  private final String partner;
  private final HistoryPlan plan;
  private final Map<String, Flight> inFlight = new LinkedHashMap<>();
  private volatile boolean sending = true;
  private volatile int inFlightCount;
  private final AtomicLong acknowledged = new AtomicLong();
  private boolean started;
  private int count;

  private enum Flight {
    SENT,
    REFUSED
  }

  RecordedTalker(
      HistoryRecorder recorder, String runId, CatchUp catchUp, String partner, HistoryPlan plan) {
    super(recorder, runId, catchUp);
    this.partner = partner;
    this.plan = plan;
  }

  void stopSending() {
    sending = false;
  }

  int inFlightCount() {
    return inFlightCount;
  }

  long acknowledgedCount() {
    return acknowledged.get();
  }

  String partner() {
    return partner;
  }

  @Override
  public void ready(LoadClient ready, boolean resumed) {
    super.ready(ready, resumed);
    if (!started) {
      started = true;
      for (var n = 0; n < plan.inFlightMax(); n++) {
        later(ready, plan.paceMillis() * (n + 1L) / plan.inFlightMax());
      }
    }
  }

  @Override
  public void acknowledged(LoadClient sender, OutgoingMessage message) {
    super.acknowledged(sender, message);
    acknowledged.incrementAndGet();
    if (inFlight.get(message.originId()) == Flight.REFUSED) {
      retry(sender, message);
      return;
    }
    inFlight.remove(message.originId());
    inFlightCount = inFlight.size();
    later(sender, plan.paceMillis());
  }

  @Override
  public void refused(LoadClient sender, String originId, String condition) {
    super.refused(sender, originId, condition);
    inFlight.computeIfPresent(originId, (id, flight) -> Flight.REFUSED);
  }

  private void later(LoadClient sender, long millis) {
    var unused = sender.loop().schedule(() -> next(sender), millis, TimeUnit.MILLISECONDS);
  }

  private void next(LoadClient sender) {
    if (!sending) {
      return;
    }
    if (!sender.isReady()) {
      later(sender, RETRY_MILLIS);
      return;
    }
    var id = runId() + "-" + sender.account().name() + "-" + ++count;
    inFlight.put(id, Flight.SENT);
    inFlightCount = inFlight.size();
    sender.send(new OutgoingMessage(id, partner, "message " + count + " of " + runId()));
  }

  private void retry(LoadClient sender, OutgoingMessage message) {
    var unused =
        sender
            .loop()
            .schedule(() -> sendAgain(sender, message), RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sendAgain(LoadClient sender, OutgoingMessage message) {
    if (!sender.isReady()) {
      retry(sender, message);
      return;
    }
    inFlight.put(message.originId(), Flight.SENT);
    sender.send(message);
  }
}
