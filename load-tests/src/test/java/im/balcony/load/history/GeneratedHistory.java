package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A server without faults, played by a random walk: accounts that all write to each other, with
 * several devices, lost and resumed and new sessions, messages sent again and messages refused.
 */
final class GeneratedHistory {
  private static final int PAGE_ITEMS_MAX = 7;

  private final Random random;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Map<String, List<String>> sessions = new LinkedHashMap<>();
  private final Map<String, List<Entry>> archives = new LinkedHashMap<>();
  private long lastId = 1_000;
  private int sessionCount;

  private GeneratedHistory(Random random) {
    this.random = random;
  }

  static List<HistoryEvent> of(long seed, int accounts, int messages) {
    var history = new GeneratedHistory(new Random(seed));
    history.play(accounts, messages);
    return history.events;
  }

  private void play(int accounts, int messages) {
    for (var n = 1; n <= accounts; n++) {
      archives.put("load" + n, new ArrayList<>());
      sessions.put("load" + n, new ArrayList<>());
      bind("load" + n);
      bind("load" + n);
    }
    var names = List.copyOf(archives.keySet());
    for (var n = 0; n < messages; n++) {
      var from = names.get(random.nextInt(accounts));
      var to = names.get(random.nextInt(accounts));
      if (!from.equals(to)) {
        send(from, to, from + "-" + n);
      }
      if (random.nextInt(10) == 0) {
        disturb(names.get(random.nextInt(accounts)));
      }
    }
    names.forEach(this::readArchives);
  }

  private void bind(String account) {
    var session = account + "/" + ++sessionCount;
    var open = sessions.get(account);
    if (open != null) {
      open.add(session);
    }
    events.add(new SessionReady(account, session, false));
  }

  private void disturb(String account) {
    var open = sessions.getOrDefault(account, List.of());
    var session = open.get(random.nextInt(open.size()));
    events.add(new SessionLost(account, session));
    if (random.nextBoolean()) {
      events.add(new SessionReady(account, session, true));
    } else {
      open.remove(session);
      bind(account);
      redeliver(account);
    }
  }

  /** The newest session gets the last message once more, as one that was not acknowledged. */
  private void redeliver(String account) {
    var archive = archives.getOrDefault(account, List.of());
    var open = sessions.getOrDefault(account, List.of());
    if (!archive.isEmpty() && random.nextBoolean()) {
      deliver(account, open.get(open.size() - 1), archive.get(archive.size() - 1));
    }
  }

  private void send(String from, String to, String message) {
    var devices = sessions.getOrDefault(from, List.of());
    var device = devices.get(random.nextInt(devices.size()));
    events.add(new Sent(from, device, message, to));
    var fate = random.nextInt(20);
    if (fate == 0) {
      events.add(new Refused(from, message, "service-unavailable"));
      return;
    }
    if (fate == 1) {
      return;
    }
    if (fate == 2) {
      events.add(new Sent(from, device, message, to));
    }
    for (var account : List.of(to, from)) {
      lastId += 1 + random.nextInt(3);
      var entry = new Entry(Long.toString(lastId), from, to, message);
      archives.getOrDefault(account, new ArrayList<>()).add(entry);
      for (var session : sessions.getOrDefault(account, List.of())) {
        if (!session.equals(device)) {
          deliver(account, session, entry);
        }
      }
    }
    if (fate != 3) {
      events.add(new Acknowledged(from, message));
    }
  }

  private void deliver(String account, String session, Entry entry) {
    events.add(new Delivered(account, session, entry.message(), entry.from(), entry.archiveId()));
  }

  private void readArchives(String account) {
    var entries = archives.getOrDefault(account, List.of());
    pages(account, null, entries);
    for (var other : archives.keySet()) {
      if (!other.equals(account)) {
        pages(account, other, entries.stream().filter(entry -> entry.isWith(other)).toList());
      }
    }
  }

  private void pages(String account, @Nullable String with, List<Entry> entries) {
    for (var start = 0; start <= entries.size(); start += PAGE_ITEMS_MAX) {
      var end = Math.min(entries.size(), start + PAGE_ITEMS_MAX);
      var page =
          entries.subList(start, end).stream()
              .map(entry -> new Archived(entry.archiveId(), entry.from(), entry.message()))
              .toList();
      events.add(new ArchivePage(account, with, page, start + PAGE_ITEMS_MAX > entries.size()));
    }
  }

  private record Entry(String archiveId, String from, String to, String message) {
    boolean isWith(String other) {
      return from.equals(other) || to.equals(other);
    }
  }
}
