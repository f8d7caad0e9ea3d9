package im.balcony.actors.conversation;

import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.session.SessionId;
import im.balcony.persistence.event.conversation.RecentIds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bounded queue in front of a conversation's log: each message once, in order of arrival. */
final class Intake {
  private static final int PASSED_LATELY_MAX = 512;
  private static final int REPEATS_MAX = 16;

  /** A message that is taken but not yet stored or passed on. */
  static final class Pending {
    final Item item;
    final Participant sender;
    final long key;
    final long takenNanos = System.nanoTime();
    private final List<Submission> repeats = new ArrayList<>(0);

    private Pending(Item item, Participant sender, long key) {
      this.item = item;
      this.sender = sender;
      this.key = key;
    }

    /** Other submissions of the same message, to be answered when it is settled. */
    List<Submission> repeats() {
      return repeats;
    }

    private void addRepeat(Item again) {
      var submission = new Submission(again.session(), again.number());
      var isSame = again.number() == item.number() && again.session().equals(item.session());
      if (!isSame && !repeats.contains(submission) && repeats.size() < REPEATS_MAX) {
        repeats.add(submission);
      }
    }
  }

  record Submission(SessionId session, long number) {}

  private final ConversationSettings settings;
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final Map<Long, Pending> byKey = new HashMap<>();
  private final Map<Long, Boolean> passedLately = new LinkedHashMap<>();
  private int bytes;

  Intake(ConversationSettings settings) {
    this.settings = settings;
  }

  static long keyOf(Item item, Participant sender) {
    return item.stored()
        ? RecentIds.key(sender.account.toString(), item.originKey())
        : RecentIds.key(item.session().value(), "passing " + item.number());
  }

  /** Takes the message, or notes that it is here already; false when the queue is full. */
  boolean offer(Item item, Participant sender, long key) {
    var known = byKey.get(key);
    if (known != null) {
      known.addRepeat(item);
      return true;
    }
    if (queue.size() >= settings.queuedItemsMax()
        || bytes + item.xml().length > settings.queuedBytesMax()) {
      return false;
    }
    var pending = new Pending(item, sender, key);
    queue.addLast(pending);
    byKey.put(key, pending);
    bytes += item.xml().length;
    return true;
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  boolean hasQueued() {
    return !queue.isEmpty();
  }

  Pending first() {
    return queue.getFirst();
  }

  /** Takes the first one out of the queue; it stays known until {@link #forget}. */
  Pending poll() {
    var pending = queue.removeFirst();
    bytes -= pending.item.xml().length;
    return pending;
  }

  /** It is stored, passed on or refused. */
  void forget(Pending pending) {
    byKey.remove(pending.key);
    if (!pending.item.stored()) {
      passedLately.put(pending.key, Boolean.TRUE);
      if (passedLately.size() > PASSED_LATELY_MAX) {
        passedLately.remove(passedLately.keySet().iterator().next());
      }
    }
  }

  /** Takes all of one sender out of the queue, to be refused. */
  List<Pending> takeSentBy(Participant sender) {
    var taken = new ArrayList<Pending>();
    for (var each = queue.iterator(); each.hasNext(); ) {
      var pending = each.next();
      if (pending.sender == sender) {
        each.remove();
        bytes -= pending.item.xml().length;
        byKey.remove(pending.key);
        taken.add(pending);
      }
    }
    return taken;
  }

  boolean wasPassed(long key) {
    return passedLately.containsKey(key);
  }
}
