package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.GHOST;
import static im.balcony.load.history.Violation.Kind.I1_NOT_DELIVERED;
import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_ID_NOT_INCREASING;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;
import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;
import static im.balcony.load.history.Violation.Kind.OUT_OF_ROOM;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Out;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the occupants of rooms saw against the promise. All of them are in from before the
 * first message to after the last: each hears every acknowledged message once, in one order that is
 * also that of each sender, and nobody is out.
 *
 * <p>In these histories {@code to} of a sending and {@code from} of a delivery name the room.
 */
public final class RoomChecker {
  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<List<String>, Ear> ears = new LinkedHashMap<>();
  private final List<Violation> found = new ArrayList<>();

  /** What one session hears of one room. */
  private static final class Ear {
    private final Set<String> messages = new HashSet<>();
    private final Map<String, Integer> lastOfSender = new HashMap<>();
    private long lastId;
  }

  private RoomChecker() {}

  /**
   * @param sessions everybody's, by account and name
   * @param rooms in which everybody is
   */
  public static List<Violation> check(
      List<HistoryEvent> events, Map<String, String> sessions, List<String> rooms) {
    var checker = new RoomChecker();
    events.forEach(checker::add);
    sessions.forEach(
        (account, session) -> rooms.forEach(room -> checker.hasHeardAll(account, session, room)));
    return List.copyOf(checker.found);
  }

  /** How many messages a history holds to its promise. */
  public static long promised(List<HistoryEvent> events) {
    return events.stream().filter(Acknowledged.class::isInstance).count();
  }

  private void add(HistoryEvent event) {
    if (event instanceof Sent message) {
      sent.putIfAbsent(message.message(), message);
      places.putIfAbsent(message.message(), places.size());
    } else if (event instanceof Acknowledged done) {
      acknowledged.add(done.message());
    } else if (event instanceof Refused no) {
      refused.add(no.message());
    } else if (event instanceof Delivered delivered) {
      heard(delivered);
    } else if (event instanceof Out out) {
      report(OUT_OF_ROOM, out.account(), "", "session " + out.session());
    } else if (event instanceof SessionLost lost) {
      report(OUT_OF_ROOM, lost.account(), "", lost.session() + " lost its connection");
    }
  }

  private void heard(Delivered delivered) {
    var name = delivered.message();
    var account = delivered.account();
    var message = sent.get(name);
    if (message == null || !message.to().equals(delivered.from())) {
      report(GHOST, account, name, "nobody said that in " + delivered.from());
      return;
    }
    var ear =
        ears.computeIfAbsent(List.of(delivered.session(), delivered.from()), key -> new Ear());
    if (!ear.messages.add(name)) {
      report(I3_DOUBLED, account, name, "on session " + delivered.session());
      return;
    }
    var id = idOf(delivered.stanzaId());
    var before = ids.putIfAbsent(name, id);
    if (before != null && before != id) {
      report(I2_ID_CHANGED, account, name, before + " elsewhere, " + id + " here");
    }
    if (id <= ear.lastId) {
      report(I2_ID_NOT_INCREASING, account, name, id + " after " + ear.lastId);
    }
    ear.lastId = Math.max(id, ear.lastId);
    inSendersOrder(ear, message, account);
  }

  private static long idOf(@Nullable String stanzaId) {
    try {
      return stanzaId == null ? 0 : Long.parseLong(stanzaId);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void inSendersOrder(Ear ear, Sent message, String account) {
    var place = places.getOrDefault(message.message(), 0);
    var last = ear.lastOfSender.merge(message.account(), place, Math::max);
    if (last > place) {
      report(I2_REORDERED, account, message.message(), "behind what was sent later");
    }
  }

  private void hasHeardAll(String account, String session, String room) {
    var ear = ears.getOrDefault(List.of(session, room), new Ear());
    for (var message : sent.values()) {
      var name = message.message();
      var isPromised = acknowledged.contains(name) && !refused.contains(name);
      if (isPromised && message.to().equals(room) && !ear.messages.contains(name)) {
        report(I1_NOT_DELIVERED, account, name, "in " + room + ", which it was in");
      }
    }
  }

  private void report(Violation.Kind kind, String account, String message, String detail) {
    found.add(new Violation(kind, account, message, detail));
  }
}
