package im.balcony.load.drive;

import im.balcony.load.client.ClientListener;
import im.balcony.load.client.IncomingMessage;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import im.balcony.load.history.HistoryRecorder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one device does and sees, and brings it back whenever its connection is lost.
 */
class RecordedDevice implements ClientListener {
  private static final int RECONNECT_MILLIS_MIN = 100;
  private static final int RECONNECT_MILLIS_MAX = 600;

  private final HistoryRecorder recorder;
  private final String runId;
  private volatile @Nullable LoadClient client;
  private volatile boolean connected;
  private volatile boolean closing;
  private boolean wasReady;
  private volatile String lastReason = "never connected";

  RecordedDevice(HistoryRecorder recorder, String runId) {
    this.recorder = recorder;
    this.runId = runId;
  }

  boolean isConnected() {
    return connected;
  }

  String lastReason() {
    return lastReason;
  }

  LoadClient client() {
    var self = client;
    if (self == null) {
      throw new IllegalStateException("never connected");
    }
    return self;
  }

  String runId() {
    return runId;
  }

  void close() {
    closing = true;
  }

  @Override
  public void ready(LoadClient ready, boolean resumed) {
    client = ready;
    wasReady = true;
    recorder.record(new SessionReady(ready.account().name(), ready.sessionName(), resumed));
    connected = true;
  }

  @Override
  public void sending(LoadClient sender, OutgoingMessage message) {
    recorder.record(
        new Sent(sender.account().name(), sender.sessionName(), message.originId(), message.to()));
  }

  @Override
  public void acknowledged(LoadClient sender, OutgoingMessage message) {
    recorder.record(new Acknowledged(sender.account().name(), message.originId()));
  }

  @Override
  public void received(LoadClient receiver, IncomingMessage message) {
    if (isOfThisRun(message)) {
      recorder.record(
          new Delivered(
              receiver.account().name(),
              receiver.sessionName(),
              message.originId(),
              message.from(),
              message.stanzaId()));
    }
  }

  @Override
  public void refused(LoadClient sender, String originId, String condition) {
    recorder.record(new Refused(sender.account().name(), originId, condition));
  }

  @Override
  public void lost(LoadClient lost, String reason) {
    lastReason = reason;
    connected = false;
    if (closing) {
      return;
    }
    if (wasReady) {
      wasReady = false;
      recorder.record(new SessionLost(lost.account().name(), lost.sessionName()));
    }
    var millis = ThreadLocalRandom.current().nextInt(RECONNECT_MILLIS_MIN, RECONNECT_MILLIS_MAX);
    var unused = lost.loop().schedule(lost::connect, millis, TimeUnit.MILLISECONDS);
  }

  /** Archives and offline queues may hold what earlier runs sent. */
  boolean isOfThisRun(IncomingMessage message) {
    return message.originId().startsWith(runId);
  }
}
