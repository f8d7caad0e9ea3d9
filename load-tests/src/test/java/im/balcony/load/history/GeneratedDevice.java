package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Happened;
import im.balcony.load.history.HistoryEvent.Replayed;
import im.balcony.load.history.HistoryEvent.Synchronized;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A device of a generated history: the first asks the archive, the second shows its stamp. */
final class GeneratedDevice {
  private final String name;
  private final Way way;
  private final Map<String, Long> versions = new HashMap<>();
  private int sessions;
  private boolean there;
  private long known;
  private long stamp;

  private enum Way {
    ARCHIVE,
    STAMP,
    TOKEN
  }

  GeneratedDevice(String account, int number) {
    this.name = account + "/" + number;
    this.way = Way.values()[(number - 1) % Way.values().length];
  }

  String session() {
    return name + "." + sessions;
  }

  boolean isThere() {
    return there;
  }

  boolean hasToken() {
    return way == Way.TOKEN && sessions > 1;
  }

  boolean showsStamps() {
    return way == Way.STAMP;
  }

  void bind() {
    sessions++;
    there = true;
  }

  /** Up to here it has seen everything. */
  void leave(GeneratedAccount account) {
    there = false;
    known = account.lastId();
  }

  /** What it asks with a new session, and is told. */
  List<HistoryEvent> asks(GeneratedAccount account) {
    return way == Way.STAMP ? difference(account) : List.of(caughtUp(account));
  }

  private HistoryEvent caughtUp(GeneratedAccount account) {
    var entries =
        account.archive().stream()
            .filter(entry -> entry.id() > known)
            .map(GeneratedEntry::archived)
            .toList();
    var after = known == 0 ? null : Long.toString(known);
    known = account.lastId();
    return new CaughtUp(account.name(), session(), after, entries);
  }

  private List<HistoryEvent> difference(GeneratedAccount account) {
    var told = new ArrayList<HistoryEvent>();
    var answer = answer(account, stamp);
    told.add(answer);
    answer.rows().forEach(row -> told.add(replayed(account, row.with())));
    stamp = answer.stamp();
    return told;
  }

  /** Once more from its stamp, then everything. */
  List<HistoryEvent> asksLast(GeneratedAccount account) {
    var told = new ArrayList<>(difference(account));
    told.add(answer(account, 0));
    return told;
  }

  private Synchronized answer(GeneratedAccount account, long since) {
    return new Synchronized(
        account.name(), session(), since, account.lastId(), account.rowsSince(since));
  }

  private Replayed replayed(GeneratedAccount account, String other) {
    var since = versions.getOrDefault(other, 0L);
    var events =
        account.archive().stream()
            .filter(entry -> entry.isWith(other) && entry.version() > since)
            .map(entry -> new Happened(entry.version(), entry.archived()))
            .toList();
    var version = since + events.size();
    versions.put(other, version);
    var life =
        account.name().compareTo(other) < 0 ? account.name() + other : other + account.name();
    return new Replayed(account.name(), session(), other, life, since, version, events);
  }
}
