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
import im.balcony.load.history.HistoryEvent.TokenShown;
import im.balcony.load.history.HistoryRecorder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one device does and sees, and brings it back whenever its connection is lost.
 */
class RecordedDevice implements ClientListener {
  private static final int RECONNECT_MILLIS_MIN = 100;
  private static final int RECONNECT_MILLIS_MAX = 600;
  private static final int ASK_AGAIN_MILLIS = 500;

  private final HistoryRecorder recorder;
  private final String runId;
  private final CatchUp catchUp;
  private volatile @Nullable LoadClient client;
  private volatile boolean connected;
  private volatile boolean upToDate;
  private volatile boolean closing;
  private boolean wasReady;
  private int losses;
  private volatile String lastReason = "never connected";

  RecordedDevice(HistoryRecorder recorder, String runId, CatchUp catchUp) {
    this.recorder = recorder;
    this.runId = runId;
    this.catchUp = catchUp;
  }

  /** Whether it is there and was told what it missed. */
  boolean isConnected() {
    return connected && upToDate;
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

  /** Its socket is closed without a word, if it is there. */
  void cut() {
    var self = client;
    if (self != null) {
      self.loop().execute(self::cut);
    }
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
    ask(ready, resumed);
  }

  private void ask(LoadClient ready, boolean resumed) {
    var unused =
        catchUp
            .come(ready, resumed)
            .whenComplete(
                (done, problem) -> {
                  if (problem == null) {
                    upToDate = true;
                  } else {
                    lastReason = problem.toString();
                    askAgain(ready);
                  }
                });
  }

  /** The server refused to answer; if the connection is lost, the next one asks by itself. */
  private void askAgain(LoadClient asking) {
    var connection = losses;
    var unused =
        asking
            .loop()
            .schedule(
                () -> {
                  if (connection == losses) {
                    ask(asking, true);
                  }
                },
                ASK_AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  /** Asks once more when nothing is sent any more. */
  CompletionStage<Void> askLast() {
    return CompletableFuture.<Void>completedFuture(null)
        .thenComposeAsync(start -> catchUp.last(client()), client().loop());
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
      catchUp.saw(receiver.sessionName(), message.stanzaId());
    }
  }

  @Override
  public void tokenShown(LoadClient shower, boolean accepted) {
    recorder.record(new TokenShown(shower.account().name(), accepted));
  }

  @Override
  public void refused(LoadClient sender, String originId, String condition) {
    recorder.record(new Refused(sender.account().name(), originId, condition));
  }

  @Override
  public void lost(LoadClient lost, String reason) {
    lastReason = reason;
    connected = false;
    upToDate = false;
    losses++;
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
