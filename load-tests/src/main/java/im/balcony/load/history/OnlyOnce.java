package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I3_DOUBLED;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.Delivered;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * I3: no message stands twice in an archive, and none reaches a session twice.
 *
 * <p>A new session may get again what an older one has not acknowledged: devices drop that by its
 * stanza-id, and {@link OneId} checks that it is the same. One session, resumptions included, may
 * not: XEP-0198 counts for it.
 */
final class OnlyOnce implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      account
          .archive(null)
          .ifPresent(
              entries -> once(account.name(), names(entries), "in the whole archive", found));
      for (var other : account.others()) {
        account
            .archive(other)
            .ifPresent(
                entries ->
                    once(account.name(), names(entries), "in the archive with " + other, found));
      }
      for (var session : account.sessions()) {
        var seen = session.deliveries().stream().map(Delivered::message).toList();
        once(account.name(), seen, "on session " + session.name(), found);
      }
    }
  }

  private static List<String> names(List<Archived> entries) {
    return entries.stream().map(Archived::message).toList();
  }

  private static void once(
      String account, List<String> messages, String where, Consumer<Violation> found) {
    var seen = new HashSet<String>();
    for (var message : messages) {
      if (!seen.add(message)) {
        found.accept(new Violation(I3_DOUBLED, account, message, "more than once " + where));
      }
    }
  }
}
