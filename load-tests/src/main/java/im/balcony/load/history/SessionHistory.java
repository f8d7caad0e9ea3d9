package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Delivered;
import java.util.ArrayList;
import java.util.List;

/** What one bound session of an account saw, over all its resumptions. */
final class SessionHistory {
  private final String name;
  private final int readyAt;
  private final List<Delivered> deliveries = new ArrayList<>();
  private boolean connected = true;
  private int resumptions;

  SessionHistory(String name, int readyAt) {
    this.name = name;
    this.readyAt = readyAt;
  }

  String name() {
    return name;
  }

  List<Delivered> deliveries() {
    return deliveries;
  }

  void add(Delivered delivered) {
    deliveries.add(delivered);
  }

  void lost() {
    connected = false;
  }

  void ready(boolean resumed) {
    connected = true;
    resumptions += resumed ? 1 : 0;
  }

  int resumptions() {
    return resumptions;
  }

  /** Whether the session was there before that event and still is at the end of the history. */
  boolean spans(int eventNumber) {
    return connected && readyAt < eventNumber;
  }
}
