package im.balcony.load.drive;

import im.balcony.load.measure.Latencies;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What all clients of a run count together. */
public final class Traffic {
  private final long startNanos = System.nanoTime();
  private final Latencies receipt = new Latencies("receipt");
  private final Latencies acknowledgement = new Latencies("ack");
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder connectionsLost = new LongAdder();

  void sent() {
    sentTo(1);
  }

  /** One message that so many clients are to receive. */
  void sentTo(int recipients) {
    sent.add(recipients);
  }

  /** False for what earlier runs left undelivered: it is no part of this one. */
  boolean received(String body) {
    var sentNanos = TimedBody.nanos(body);
    if (sentNanos.isEmpty() || sentNanos.getAsLong() < startNanos) {
      return false;
    }
    received.increment();
    receipt.since(sentNanos.getAsLong());
    return true;
  }

  void acknowledged(String body) {
    acknowledged.increment();
    TimedBody.nanos(body).ifPresent(acknowledgement::since);
  }

  void refused() {
    refusedTo(1);
  }

  void refusedTo(int recipients) {
    refused.add(recipients);
  }

  void connectionLost() {
    connectionsLost.increment();
  }

  public long receivedCount() {
    return received.sum();
  }

  /** Sent and neither received at the other end nor bounced. */
  public long openCount() {
    return sent.sum() - received.sum() - refused.sum();
  }

  /** After the warm-up: percentiles from here on; counts go on. */
  public void resetLatencies() {
    receipt.reset();
    acknowledgement.reset();
  }

  public Map<String, Object> figures() {
    var figures = new TreeMap<String, Object>();
    figures.putAll(receipt.figures());
    figures.putAll(acknowledgement.figures());
    figures.put("sent", sent.sum());
    figures.put("received", received.sum());
    figures.put("acknowledged", acknowledged.sum());
    figures.put("refused", refused.sum());
    figures.put("connectionsLost", connectionsLost.sum());
    return figures;
  }
}
