package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.TokenShown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account's sessions and devices, and what was read from its archive: whole, and by {@code
 * with}.
 */
final class AccountHistory {
  private final String name;
  private final Map<String, SessionHistory> sessions = new LinkedHashMap<>();
  private final Map<String, DeviceHistory> devices = new LinkedHashMap<>();
  private final List<TokenShown> tokens = new ArrayList<>();
  private final List<InboxRead> inboxes = new ArrayList<>();
  private final ArchiveRead whole = new ArchiveRead();
  private final Map<String, ArchiveRead> byOther = new LinkedHashMap<>();

  AccountHistory(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  Collection<SessionHistory> sessions() {
    return sessions.values();
  }

  SessionHistory session(String session, int at) {
    return sessions.computeIfAbsent(
        session,
        key -> {
          var begun = new SessionHistory(key, at);
          device(session).begun(begun);
          return begun;
        });
  }

  /** The device whose session this is. */
  DeviceHistory device(String session) {
    return devices.computeIfAbsent(DeviceHistory.nameOf(session), DeviceHistory::new);
  }

  Collection<DeviceHistory> devices() {
    return devices.values();
  }

  List<TokenShown> tokens() {
    return tokens;
  }

  List<InboxRead> inboxes() {
    return inboxes;
  }

  void add(TokenShown token) {
    tokens.add(token);
  }

  void add(InboxRead inbox) {
    inboxes.add(inbox);
  }

  void add(ArchivePage page) {
    read(page.with()).add(page);
  }

  /** The whole archive, or the pages with one other account; empty when not read to its end. */
  Optional<List<Archived>> archive(@Nullable String with) {
    var read = with == null ? whole : byOther.get(with);
    return read == null || !read.complete ? Optional.empty() : Optional.of(read.entries);
  }

  Collection<String> others() {
    return byOther.keySet();
  }

  /** Where each message stands in the whole archive; of a doubled one, its first place. */
  Map<String, Integer> places() {
    return whole.places();
  }

  private ArchiveRead read(@Nullable String with) {
    return with == null ? whole : byOther.computeIfAbsent(with, key -> new ArchiveRead());
  }

  private static final class ArchiveRead {
    private final List<Archived> entries = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private boolean complete;

    void add(ArchivePage page) {
      for (var entry : page.entries()) {
        places.putIfAbsent(entry.message(), entries.size());
        entries.add(entry);
      }
      complete |= page.last();
    }

    Map<String, Integer> places() {
      return places;
    }
  }
}
