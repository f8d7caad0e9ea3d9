package im.balcony.load.history;

import static im.balcony.load.history.Violation.Kind.I2_ARCHIVES_DIFFER;
import static im.balcony.load.history.Violation.Kind.I2_REORDERED;

import im.balcony.load.history.HistoryEvent.Archived;
import im.balcony.load.history.HistoryEvent.Delivered;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * I2: both participants' archives hold a conversation in one order, which is that of every sender;
 * an account's whole archive agrees with its pages by {@code with}, and each session's deliveries
 * come in the archive's order.
 */
final class OneOrder implements Rule {
  @Override
  public void check(History history, Consumer<Violation> found) {
    for (var account : history.accounts()) {
      account.archive(null).ifPresent(whole -> sameAsPages(account, history, names(whole), found));
      for (var other : account.others()) {
        if (account.name().compareTo(other) < 0) {
          sameForBoth(account, history.account(other), found);
        }
      }
      for (var session : account.sessions()) {
        follows(
            new Sequence(
                account.name(),
                session.deliveries().stream().map(Delivered::message).toList(),
                "deliveries on session " + session.name()),
            account.places(),
            found);
      }
    }
    sendersOrder(history, found);
  }

  private static void sameAsPages(
      AccountHistory account, History history, List<String> whole, Consumer<Violation> found) {
    for (var other : account.others()) {
      var inPages = account.archive(other).map(OneOrder::names);
      var inWhole =
          whole.stream()
              .filter(name -> isBetween(history.message(name), account.name(), other))
              .toList();
      inPages.ifPresent(
          pages -> agree(account.name(), inWhole, pages, "whole archive and with " + other, found));
    }
  }

  private static void sameForBoth(
      AccountHistory one, AccountHistory other, Consumer<Violation> found) {
    var here = one.archive(other.name());
    var there = other.archive(one.name());
    if (here.isPresent() && there.isPresent()) {
      var where = "archives of " + one.name() + " and " + other.name();
      agree(one.name(), names(here.get()), names(there.get()), where, found);
    }
  }

  private static void agree(
      String account,
      List<String> one,
      List<String> other,
      String where,
      Consumer<Violation> found) {
    onlyIn(account, one, new HashSet<>(other), where, found);
    onlyIn(account, other, new HashSet<>(one), where, found);
    follows(new Sequence(account, other, where), places(one), found);
  }

  private static void onlyIn(
      String account,
      List<String> here,
      Set<String> there,
      String where,
      Consumer<Violation> found) {
    for (var message : here) {
      if (!there.contains(message)) {
        found.accept(new Violation(I2_ARCHIVES_DIFFER, account, message, "in one of: " + where));
      }
    }
  }

  /** Messages that were bounced are left out: their sender sent them again when it liked. */
  private static void sendersOrder(History history, Consumer<Violation> found) {
    var sendings = new HashMap<String, Integer>();
    for (var message : history.messages()) {
      if (!message.refusedOnce()) {
        sendings.put(message.name(), sendings.size());
      }
    }
    for (var account : history.accounts()) {
      for (var other : account.others()) {
        var own =
            account.archive(other).orElse(List.of()).stream()
                .filter(entry -> entry.from().equals(account.name()))
                .map(Archived::message)
                .toList();
        var where = "order of sending and archive with " + other;
        follows(new Sequence(account.name(), own, where), sendings, found);
      }
    }
  }

  /** Reports each message that stands before one which it should follow. */
  private static void follows(
      Sequence sequence, Map<String, Integer> order, Consumer<Violation> found) {
    var highest = -1;
    var previous = "";
    var seen = new HashSet<String>();
    for (var message : sequence.messages()) {
      var place = order.get(message);
      if (place == null || !seen.add(message)) {
        continue;
      }
      if (place < highest) {
        found.accept(
            new Violation(
                I2_REORDERED,
                sequence.account(),
                message,
                "comes after " + previous + " in: " + sequence.where()));
      } else {
        highest = place;
        previous = message;
      }
    }
  }

  private static boolean isBetween(@Nullable SentMessage message, String account, String other) {
    return message != null && message.concerns(account) && message.other(account).equals(other);
  }

  private static List<String> names(List<Archived> entries) {
    return entries.stream().map(Archived::message).toList();
  }

  private static Map<String, Integer> places(List<String> messages) {
    var places = new HashMap<String, Integer>();
    for (var message : messages) {
      places.putIfAbsent(message, places.size());
    }
    return places;
  }

  private record Sequence(String account, List<String> messages, String where) {}
}
