package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I4_INBOX_WRONG;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.Row;
import im.balcony.load.history.HistoryEvent.Synchronized;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * I4: the inbox at a stamp is what the archive up to it gives: of each conversation the newest
 * message and how many of the other side stand behind the own last one; an answer names the
 * conversations that changed since, and no other; answers put together are the whole inbox.
 */
final class InboxFolds implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      var archive = account.archive(null);
      if (archive.isPresent()) {
        var expected = new Expected(history, account.name(), archive.get());
        for (var device : account.devices()) {
          device.answers().forEach(answer -> answered(expected, answer, found));
          folded(device, found);
        }
        account.inboxes().forEach(inbox -> whole(expected, inbox, found));
      }
    }
  }

  private static void answered(Expected expected, Synchronized answer, Consumer<Violation> found) {
    var report = new Report(answer.account(), "stamp " + answer.stamp(), found);
    var rows = expected.at(answer.stamp());
    rows.values().removeIf(row -> Expected.id(row.lastId()) <= answer.since());
    report.compare(rows, byOther(answer.rows()));
  }

  private static void whole(Expected expected, InboxRead inbox, Consumer<Violation> found) {
    var report = new Report(inbox.account(), "whole inbox", found);
    var rows = expected.at(Long.MAX_VALUE);
    report.compare(rows, byOther(inbox.rows()));
    var unread = rows.values().stream().mapToLong(Row::unread).sum();
    if (unread != inbox.unread()) {
      report.of(unread + " unread in all, shown as " + inbox.unread());
    }
  }

  /** What a device put together from the answers to its stamps is what it is shown without one. */
  private static void folded(DeviceHistory device, Consumer<Violation> found) {
    var rows = new TreeMap<String, Row>();
    var stamp = 0L;
    for (var answer : device.answers()) {
      if (answer.since() == 0 && answer.stamp() == stamp) {
        new Report(answer.account(), "all answers to " + device.name(), found)
            .compare(rows, byOther(answer.rows()));
      }
      rows.putAll(byOther(answer.rows()));
      stamp = answer.stamp();
    }
  }

  private static Map<String, Row> byOther(List<Row> rows) {
    var byOther = new TreeMap<String, Row>();
    rows.forEach(row -> byOther.put(row.with(), row));
    return byOther;
  }

  private record Report(String account, String where, Consumer<Violation> found) {
    void compare(Map<String, Row> expected, Map<String, Row> shown) {
      var others = new TreeMap<>(expected);
      shown.forEach(others::putIfAbsent);
      for (var other : others.keySet()) {
        var right = expected.get(other);
        var row = shown.get(other);
        if (right == null || !right.equals(row)) {
          of(right + ", shown as " + row);
        }
      }
    }

    void of(String detail) {
      found.accept(new Violation(I4_INBOX_WRONG, account, "", detail + " (" + where + ")"));
    }
  }

  private record Expected(History history, String account, List<Archived> archive) {

    /** By the other side's name. */
    Map<String, Row> at(long stamp) {
      var rows = new HashMap<String, Row>();
      for (var entry : archive) {
        var message = history.message(entry.message());
        if (message != null && message.concerns(account) && id(entry.archiveId()) <= stamp) {
          var other = message.other(account);
          var before = rows.get(other);
          var unread = before == null ? 1 : before.unread() + 1;
          var own = message.from().equals(account);
          rows.put(other, new Row(other, own ? 0 : unread, entry.archiveId()));
        }
      }
      return rows;
    }

    /** Ids that are no numbers are found elsewhere ({@link OneId}). */
    static long id(String archiveId) {
      try {
        return Long.parseLong(archiveId);
      } catch (NumberFormatException e) {
        return Long.MAX_VALUE;
      }
    }
  }
}
