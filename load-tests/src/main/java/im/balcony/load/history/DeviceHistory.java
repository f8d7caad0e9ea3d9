package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Happened;
import im.balcony.load.history.HistoryEvent.Replayed;
import im.balcony.load.history.HistoryEvent.Synchronized;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one device sent, saw and was told when it came back, over all its sessions. */
final class DeviceHistory {
  private final String name;
  private final List<SessionHistory> sessions = new ArrayList<>();
  private final Set<String> sent = new LinkedHashSet<>();
  private final List<CaughtUp> catchUps = new ArrayList<>();
  private final List<Synchronized> answers = new ArrayList<>();
  private final List<Replayed> replays = new ArrayList<>();

  DeviceHistory(String name) {
    this.name = name;
  }

  /** Sessions are named by their device and, behind a dot, their number. */
  static String nameOf(String session) {
    var dot = session.lastIndexOf('.');
    return dot < 0 ? session : session.substring(0, dot);
  }

  String name() {
    return name;
  }

  void begun(SessionHistory session) {
    sessions.add(session);
  }

  void sent(String message) {
    sent.add(message);
  }

  void add(CaughtUp caughtUp) {
    catchUps.add(caughtUp);
  }

  void add(Synchronized answer) {
    answers.add(answer);
  }

  void add(Replayed replayed) {
    replays.add(replayed);
  }

  List<CaughtUp> catchUps() {
    return catchUps;
  }

  List<Synchronized> answers() {
    return answers;
  }

  List<Replayed> replays() {
    return replays;
  }

  /** Whether it ever asked what it missed: one that never does is owed its deliveries only. */
  boolean asks() {
    return !catchUps.isEmpty() || !replays.isEmpty();
  }

  /** What it was told when it came back. */
  Stream<Archived> told() {
    return Stream.concat(
        catchUps.stream().flatMap(caughtUp -> caughtUp.entries().stream()),
        replays.stream().flatMap(replayed -> replayed.events().stream()).map(Happened::message));
  }

  /** The names of all messages that it has at the end. */
  Set<String> held() {
    var held = new LinkedHashSet<>(sent);
    sessions.forEach(session -> session.deliveries().forEach(seen -> held.add(seen.message())));
    told().forEach(entry -> held.add(entry.message()));
    return held;
  }
}
