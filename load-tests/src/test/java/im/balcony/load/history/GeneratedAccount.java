package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account of a generated history: its archive, and the inbox that it gives. */
record GeneratedAccount(String name, List<GeneratedEntry> archive, List<GeneratedDevice> devices) {
  private static final int PAGE_ITEMS_MAX = 7;

  GeneratedAccount(String name) {
    this(name, new ArrayList<>(), new ArrayList<>());
  }

  GeneratedDevice newDevice(int number) {
    var device = new GeneratedDevice(name, number);
    devices.add(device);
    return device;
  }

  long lastId() {
    return archive.isEmpty() ? 0 : archive.get(archive.size() - 1).id();
  }

  /** The conversations in which something came after that id. */
  List<Row> rowsSince(long id) {
    var rows = new LinkedHashMap<String, Row>();
    for (var entry : archive) {
      var other = entry.other(name);
      var unread = rows.containsKey(other) ? rows.get(other).unread() + 1 : 1;
      rows.put(
          other, new Row(other, entry.from().equals(name) ? 0 : unread, Long.toString(entry.id())));
    }
    return rows.values().stream().filter(row -> Long.parseLong(row.lastId()) > id).toList();
  }

  /** At the end: what devices ask last, the inbox, and the archive by pages. */
  List<HistoryEvent> readAll(Collection<String> accounts) {
    var events = new ArrayList<HistoryEvent>();
    devices.stream()
        .filter(GeneratedDevice::showsStamps)
        .forEach(device -> events.addAll(device.asksLast(this)));
    var rows = rowsSince(0);
    events.add(new InboxRead(name, rows.stream().mapToLong(Row::unread).sum(), rows));
    events.addAll(pages(null, archive));
    for (var other : accounts) {
      if (!other.equals(name)) {
        events.addAll(pages(other, archive.stream().filter(e -> e.isWith(other)).toList()));
      }
    }
    return events;
  }

  private List<HistoryEvent> pages(@Nullable String with, List<GeneratedEntry> entries) {
    var pages = new ArrayList<HistoryEvent>();
    for (var start = 0; start <= entries.size(); start += PAGE_ITEMS_MAX) {
      var end = Math.min(entries.size(), start + PAGE_ITEMS_MAX);
      var page = entries.subList(start, end).stream().map(GeneratedEntry::archived).toList();
      pages.add(new ArchivePage(name, with, page, start + PAGE_ITEMS_MAX > entries.size()));
    }
    return pages;
  }
}
