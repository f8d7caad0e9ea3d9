package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a history the deliveries stand that no rule excuses: of acknowledged messages that were
 * sent once by another account, to a session that was never lost.
 */
final class LastingDeliveries {
  private final Set<String> acknowledged = new HashSet<>();
  private final Map<String, Integer> sendings = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Map<String, Integer> readyAt = new HashMap<>();
  private final Map<String, Integer> sentAt = new HashMap<>();

  private LastingDeliveries(List<HistoryEvent> events) {
    for (var at = 0; at < events.size(); at++) {
      var event = events.get(at);
      if (event instanceof Acknowledged ack) {
        acknowledged.add(ack.message());
      } else if (event instanceof Sent sent) {
        sendings.merge(sent.message(), 1, Integer::sum);
        sentAt.putIfAbsent(sent.message(), at);
      } else if (event instanceof SessionLost gone) {
        lost.add(gone.session());
      } else if (event instanceof SessionReady ready) {
        readyAt.put(ready.session(), at);
      }
    }
  }

  /** By session, only those with two such deliveries or more. */
  static List<List<Integer>> of(List<HistoryEvent> events) {
    var known = new LastingDeliveries(events);
    var bySession = new LinkedHashMap<String, List<Integer>>();
    for (var at = 0; at < events.size(); at++) {
      if (events.get(at) instanceof Delivered delivered && known.counts(delivered)) {
        bySession.computeIfAbsent(delivered.session(), key -> new ArrayList<>()).add(at);
      }
    }
    return bySession.values().stream().filter(list -> list.size() > 1).toList();
  }

  private boolean counts(Delivered delivered) {
    return !delivered.from().equals(delivered.account())
        && acknowledged.contains(delivered.message())
        && sendings.getOrDefault(delivered.message(), 0) == 1
        && !lost.contains(delivered.session())
        && readyAt.getOrDefault(delivered.session(), 0)
            < sentAt.getOrDefault(delivered.message(), 0);
  }
}
