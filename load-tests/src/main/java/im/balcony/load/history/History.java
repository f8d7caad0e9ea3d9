package im.balcony.load.history;

import im.balcony.load.history.HistoryEvent.Acknowledged;
import im.balcony.load.history.HistoryEvent.ArchivePage;
import im.balcony.load.history.HistoryEvent.CaughtUp;
import im.balcony.load.history.HistoryEvent.Delivered;
import im.balcony.load.history.HistoryEvent.InboxRead;
import im.balcony.load.history.HistoryEvent.Refused;
import im.balcony.load.history.HistoryEvent.Replayed;
import im.balcony.load.history.HistoryEvent.Sent;
import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryEvent.SessionReady;
import im.balcony.load.history.HistoryEvent.Synchronized;
import im.balcony.load.history.HistoryEvent.TokenShown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of a run, sorted by message and by account so that rules can ask. */
final class History {
  private final Map<String, SentMessage> messages = new LinkedHashMap<>();
  private final Map<String, AccountHistory> accounts = new TreeMap<>();

  static History of(List<HistoryEvent> events) {
    var history = new History();
    for (var at = 0; at < events.size(); at++) {
      history.add(events.get(at), at);
    }
    return history;
  }

  /** In the order of their first sending. */
  Collection<SentMessage> messages() {
    return messages.values();
  }

  @Nullable SentMessage message(String name) {
    return messages.get(name);
  }

  Collection<AccountHistory> accounts() {
    return accounts.values();
  }

  AccountHistory account(String name) {
    return accounts.computeIfAbsent(name, AccountHistory::new);
  }

  /** What each account sent or should have got, in the order of first sending. */
  Map<String, List<SentMessage>> messagesByAccount() {
    var byAccount = new HashMap<String, List<SentMessage>>();
    for (var message : messages.values()) {
      byAccount.computeIfAbsent(message.from(), key -> new ArrayList<>()).add(message);
      if (!message.to().equals(message.from())) {
        byAccount.computeIfAbsent(message.to(), key -> new ArrayList<>()).add(message);
      }
    }
    return byAccount;
  }

  private void add(HistoryEvent event, int at) {
    if (event instanceof Sent sent) {
      var before = messages.get(sent.message());
      account(sent.account()).device(sent.session()).sent(sent.message());
      messages.put(
          sent.message(),
          before == null ? SentMessage.first(sent, at) : before.again(sent.session()));
    } else if (event instanceof Acknowledged acknowledged) {
      messages.computeIfPresent(
          acknowledged.message(), (key, message) -> message.withAcknowledgement());
    } else if (event instanceof Refused refused) {
      messages.computeIfPresent(refused.message(), (key, message) -> message.withRefusal());
    } else if (event instanceof SessionReady ready) {
      account(ready.account()).session(ready.session(), at).ready(ready.resumed());
    } else if (event instanceof SessionLost lost) {
      account(lost.account()).session(lost.session(), at).lost();
    } else if (event instanceof Delivered delivered) {
      account(delivered.account()).session(delivered.session(), at).add(delivered);
    } else if (event instanceof ArchivePage page) {
      account(page.account()).add(page);
    } else {
      addReturn(event);
    }
  }

  private void addReturn(HistoryEvent event) {
    if (event instanceof TokenShown token) {
      account(token.account()).add(token);
    } else if (event instanceof CaughtUp caughtUp) {
      account(caughtUp.account()).device(caughtUp.session()).add(caughtUp);
    } else if (event instanceof Synchronized answer) {
      account(answer.account()).device(answer.session()).add(answer);
    } else if (event instanceof Replayed replayed) {
      account(replayed.account()).device(replayed.session()).add(replayed);
    } else if (event instanceof InboxRead inbox) {
      account(inbox.account()).add(inbox);
    }
  }
}
