package im.balcony.load.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a client tells, a line each. */
final class RecordingListener implements ClientListener {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile String lastReason = "";

  List<String> events() {
    return events;
  }

  boolean has(String event) {
    return events.contains(event);
  }

  String lastReason() {
    return lastReason;
  }

  @Override
  public void ready(LoadClient client, boolean resumed) {
    events.add(resumed ? "resumed" : "ready");
  }

  @Override
  public void sending(LoadClient client, OutgoingMessage message) {
    events.add("sending " + message.originId());
  }

  @Override
  public void acknowledged(LoadClient client, OutgoingMessage message) {
    events.add("acknowledged " + message.originId());
  }

  @Override
  public void received(LoadClient client, IncomingMessage message) {
    events.add(
        "%s %s from %s as %s"
            .formatted(
                message.carbon() ? "carbon" : "received",
                message.originId(),
                message.from(),
                message.stanzaId()));
  }

  @Override
  public void refused(LoadClient client, String originId, String condition) {
    events.add("refused " + originId + " " + condition);
  }

  @Override
  public void lost(LoadClient client, String reason) {
    lastReason = reason;
    events.add("lost");
  }
}
