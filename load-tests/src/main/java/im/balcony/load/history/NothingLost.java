package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.ARCHIVE_UNREAD;
import static im.balcony.load.history.Violation.Kind.I1_LOST;
import static im.balcony.load.history.Violation.Kind.I1_NOT_DELIVERED;

import im.balcony.load.history.HistoryEvent.Archived;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * I1: an acknowledged message is in the archives of both participants, whole and by {@code with};
 * what a device has seen is in its account's archive; and a session that was there from before the
 * sending to the end has received it.
 */
final class NothingLost implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    var held = new HeldMessages(history, found);
    for (var message : history.messages()) {
      if (message.isPromised()) {
        for (var account : List.of(message.from(), message.to())) {
          held.require(account, message.name(), null, "acknowledged");
          held.require(account, message.name(), message.other(account), "acknowledged");
        }
      }
    }
    var messages = history.messagesByAccount();
    for (var account : history.accounts()) {
      var concerned = messages.getOrDefault(account.name(), List.of());
      checkDeliveries(account, concerned, held, found);
    }
  }

  private static void checkDeliveries(
      AccountHistory account,
      List<SentMessage> concerned,
      HeldMessages held,
      Consumer<Violation> found) {
    for (var session : account.sessions()) {
      var seen = new HashSet<String>();
      for (var delivered : session.deliveries()) {
        seen.add(delivered.message());
        held.require(account.name(), delivered.message(), null, "delivered");
      }
      for (var message : concerned) {
        if (mustSee(session, account.name(), message) && !seen.contains(message.name())) {
          found.accept(
              new Violation(
                  I1_NOT_DELIVERED,
                  account.name(),
                  message.name(),
                  "session " + session.name() + " was there and never got it"));
        }
      }
    }
  }

  private static boolean mustSee(SessionHistory session, String account, SentMessage message) {
    return message.isPromised()
        && session.spans(message.firstSentAt())
        && !session.name().equals(message.lastSentBy())
        && !(message.resent() && message.from().equals(account));
  }

  /** The messages of each archive as sets; says once of each archive if it was not read. */
  private static final class HeldMessages {
    private final History history;
    private final Consumer<Violation> found;
    private final Map<List<String>, Optional<Set<String>>> archives = new HashMap<>();

    HeldMessages(History history, Consumer<Violation> found) {
      this.history = history;
      this.found = found;
    }

    void require(String account, String message, @Nullable String with, String why) {
      var archive =
          archives.computeIfAbsent(
              with == null ? List.of(account) : List.of(account, with), key -> load(account, with));
      if (archive.isPresent() && !archive.get().contains(message)) {
        found.accept(
            new Violation(I1_LOST, account, message, why + " and not in " + archiveName(with)));
      }
    }

    private Optional<Set<String>> load(String account, @Nullable String with) {
      var archive = history.account(account).archive(with);
      if (archive.isEmpty()) {
        found.accept(
            new Violation(ARCHIVE_UNREAD, account, "", archiveName(with) + " not read to its end"));
      }
      return archive.map(
          entries -> entries.stream().map(Archived::message).collect(Collectors.toSet()));
    }
  }

  static String archiveName(@Nullable String with) {
    return with == null ? "the whole archive" : "the archive with " + with;
  }
}
