package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.GHOST;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is archived, delivered or told but what was sent, as its sender's, to whom it concerns.
 */
final class NoGhosts implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      var seen = new Seen(history, account.name(), found);
      account
          .archive(null)
          .ifPresent(
              entries -> entries.forEach(entry -> seen.check(entry.message(), entry.from(), null)));
      for (var other : account.others()) {
        account
            .archive(other)
            .ifPresent(
                entries ->
                    entries.forEach(entry -> seen.check(entry.message(), entry.from(), other)));
      }
      for (var session : account.sessions()) {
        session
            .deliveries()
            .forEach(delivered -> seen.check(delivered.message(), delivered.from(), null));
      }
      for (var device : account.devices()) {
        device.told().forEach(told -> seen.check(told.message(), told.from(), null));
      }
    }
  }

  private record Seen(History history, String account, Consumer<Violation> found) {
    void check(String name, String from, @Nullable String with) {
      var message = history.message(name);
      if (message == null) {
        report(name, "nobody sent it");
      } else if (!message.from().equals(from)) {
        report(name, "sent by " + message.from() + ", shown as " + from);
      } else if (!message.concerns(account)) {
        report(name, "does not concern this account");
      } else if (with != null && !message.other(account).equals(with)) {
        report(name, "is not part of the conversation with " + with);
      }
    }

    private void report(String message, String detail) {
      found.accept(new Violation(GHOST, account, message, detail));
    }
  }
}
