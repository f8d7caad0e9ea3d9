package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.session.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account sends into one conversation: one batch outstanding, the rest behind it. */
final class Outbox {
  private final ArrayDeque<Item> waiting = new ArrayDeque<>();
  private final ArrayList<Item> outstanding = new ArrayList<>();
  private long repeatAtNanos;
  private long repeatAfterNanos;

  /** False when this very submission is already here. */
  boolean add(Item item) {
    for (var known : outstanding) {
      if (isOf(known, item.session(), item.number())) {
        return false;
      }
    }
    for (var known : waiting) {
      if (isOf(known, item.session(), item.number())) {
        return false;
      }
    }
    waiting.addLast(item);
    return true;
  }

  /** The next batch, when none is outstanding and something waits; else empty. */
  List<Item> nextBatch(MessagePathSettings settings, long nowNanos) {
    if (!outstanding.isEmpty() || waiting.isEmpty()) {
      return List.of();
    }
    var bytes = 0;
    while (!waiting.isEmpty() && outstanding.size() < settings.batchItemsMax()) {
      var size = waiting.getFirst().xml().length;
      if (!outstanding.isEmpty() && bytes + size > settings.batchBytesMax()) {
        break;
      }
      bytes += size;
      outstanding.add(waiting.removeFirst());
    }
    repeatAfterNanos = settings.repeatAfter().toNanos();
    repeatAtNanos = nowNanos + repeatAfterNanos;
    return List.copyOf(outstanding);
  }

  /** What is outstanding for too long, to be sent once more; else empty. */
  List<Item> overdue(MessagePathSettings settings, long nowNanos) {
    if (outstanding.isEmpty() || nowNanos - repeatAtNanos < 0) {
      return List.of();
    }
    repeatAfterNanos = Math.min(2 * repeatAfterNanos, settings.repeatAfterMax().toNanos());
    repeatAtNanos = nowNanos + repeatAfterNanos;
    return List.copyOf(outstanding);
  }

  /** Takes out what was answered; null when it was not outstanding (any more). */
  @Nullable Item answered(SessionId session, long number) {
    for (var at = 0; at < outstanding.size(); at++) {
      if (isOf(outstanding.get(at), session, number)) {
        return outstanding.remove(at);
      }
    }
    return null;
  }

  boolean hasFrom(SessionId session) {
    return outstanding.stream().anyMatch(item -> item.session().equals(session))
        || waiting.stream().anyMatch(item -> item.session().equals(session));
  }

  boolean isEmpty() {
    return outstanding.isEmpty() && waiting.isEmpty();
  }

  private static boolean isOf(Item item, SessionId session, long number) {
    return item.number() == number && item.session().equals(session);
  }
}
