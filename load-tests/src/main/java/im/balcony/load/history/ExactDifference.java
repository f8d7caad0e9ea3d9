package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I2_ID_CHANGED;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;
import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;
import static im.balcony.load.history.Violation.Kind.I4_MISSED;
import static im.balcony.load.history.Violation.Kind.I4_MORE_THAN_MISSED;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Happened;
import im.balcony.load.history.HistoryEvent.Replayed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * I4: who shows the last archive id that it has, or the version of a conversation, is told what
 * came after it, all of it once and in the archive's order, and nothing else; and a version is the
 * same message for everybody.
 */
final class ExactDifference implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    var versions = new HashMap<List<Object>, String>();
    for (var account : history.accounts()) {
      var archive = account.archive(null);
      for (var device : account.devices()) {
        archive.ifPresent(
            whole -> device.catchUps().forEach(told -> caughtUp(whole, told, account, found)));
        for (var replayed : device.replays()) {
          replayed(replayed, found);
          account.archive(replayed.with()).ifPresent(entries -> inOrder(entries, replayed, found));
          sameForAll(replayed, versions, found);
        }
      }
    }
  }

  private static void caughtUp(
      List<Archived> archive, CaughtUp told, AccountHistory account, Consumer<Violation> found) {
    var after = placeOfId(archive, told.after());
    var report = new Report(told.account(), "catching up on " + told.session(), found);
    told.entries().stream()
        .filter(entry -> account.places().getOrDefault(entry.message(), after + 1) <= after)
        .forEach(entry -> report.of(I4_MORE_THAN_MISSED, entry.message(), "before what it had"));
    contiguous(archive, after, told.entries(), report);
  }

  private static void replayed(Replayed told, Consumer<Violation> found) {
    var report = report(told, found);
    var seen = new HashSet<Long>();
    for (var event : told.events()) {
      if (event.version() <= told.since() || event.version() > told.version()) {
        report.of(I4_MORE_THAN_MISSED, event.message().message(), "version " + event.version());
      }
      if (!seen.add(event.version())) {
        report.of(I3_DOUBLED, event.message().message(), "version " + event.version());
      }
    }
    for (var version = told.since() + 1; version <= told.version(); version++) {
      if (!seen.contains(version)) {
        report.of(I4_MISSED, "", "version " + version);
      }
    }
  }

  private static void inOrder(List<Archived> archive, Replayed told, Consumer<Violation> found) {
    var entries = told.events().stream().map(Happened::message).toList();
    if (!entries.isEmpty()) {
      var first = placeOf(archive, entries.get(0));
      contiguous(archive, first - 1, entries, report(told, found));
    }
  }

  /** The entries are those of the archive right behind that place, as many as they are. */
  private static void contiguous(
      List<Archived> archive, int after, List<Archived> entries, Report report) {
    var places = new HashMap<String, Integer>();
    archive.forEach(entry -> places.putIfAbsent(entry.message(), places.size()));
    var seen = new HashSet<String>();
    var last = after;
    for (var entry : entries) {
      var place = places.get(entry.message());
      if (!seen.add(entry.message())) {
        report.of(I3_DOUBLED, entry.message(), "told more than once");
      } else if (place != null && place < last && place > after) {
        report.of(I2_REORDERED, entry.message(), "told after " + archive.get(last).message());
      } else if (place != null) {
        last = Math.max(last, place);
      }
    }
    for (var place = Math.max(after + 1, 0); place <= last; place++) {
      if (!seen.contains(archive.get(place).message())) {
        report.of(I4_MISSED, archive.get(place).message(), "not told");
      }
    }
  }

  private static void sameForAll(
      Replayed told, Map<List<Object>, String> versions, Consumer<Violation> found) {
    var both = Stream.of(told.account(), told.with()).sorted().toList();
    for (var event : told.events()) {
      var message = event.message().message();
      var known = versions.putIfAbsent(List.of(both, told.life(), event.version()), message);
      if (known != null && !known.equals(message)) {
        report(told, found)
            .of(I2_ID_CHANGED, message, "version " + event.version() + " was " + known);
      }
    }
  }

  private static int placeOfId(List<Archived> archive, @Nullable String archiveId) {
    for (var place = 0; place < archive.size(); place++) {
      if (archive.get(place).archiveId().equals(archiveId)) {
        return place;
      }
    }
    return -1;
  }

  private static int placeOf(List<Archived> archive, Archived wanted) {
    for (var place = 0; place < archive.size(); place++) {
      if (archive.get(place).message().equals(wanted.message())) {
        return place;
      }
    }
    return archive.size();
  }

  private static Report report(Replayed told, Consumer<Violation> found) {
    var where = "conversation with " + told.with() + " told to " + told.session();
    return new Report(told.account(), where, found);
  }

  private record Report(String account, String where, Consumer<Violation> found) {
    void of(Violation.Kind kind, String message, String detail) {
      found.accept(new Violation(kind, account, message, detail + ": " + where));
    }
  }
}
