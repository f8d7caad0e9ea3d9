package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The entries that arrived, in order of delivery: fixes their archive ids and forms the batches of
 * the index, one in flight.
 */
final class Arrivals {
  private static final int BATCH_ENTRIES_MAX = 100;

  private final MessagePathSettings settings;
  private final ArrayDeque<Queued> waiting = new ArrayDeque<>();
  private final Map<String, Long> assigned = new HashMap<>();
  private List<Queued> inFlight = List.of();
  private IndexState committed;
  private long lastId;
  private long delivered;

  Arrivals(IndexState recovered, MessagePathSettings settings) {
    this.settings = settings;
    this.committed = recovered;
    this.lastId = recovered.lastArchiveId();
  }

  IndexState committed() {
    return committed;
  }

  /** The last id given, durable or not yet. */
  long lastId() {
    return lastId;
  }

  long committedVersion(String log) {
    return committed.positions().versionOf(log);
  }

  /** The version up to which entries of this conversation are indexed or on their way to be. */
  long assignedVersion(String log) {
    var version = assigned.isEmpty() ? null : assigned.get(log);
    return version == null ? committedVersion(log) : version;
  }

  boolean isFull() {
    return waiting.size() >= settings.arrivalsMax();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight.isEmpty();
  }

  /**
   * Accepts the proposed id or raises it above the last one.
   *
   * @param repeated whether an earlier life of the User may have decided otherwise: then the
   *     exceptions table is told in any case, so that the last word is there
   */
  void addStored(
      ConversationId conversation,
      String log,
      ConversationEntry entry,
      boolean repeated,
      AccountView.Visibility visibility) {
    var id = Math.max(entry.proposedId(), lastId + 1);
    lastId = id;
    assigned.put(log, entry.version());
    var excepted = repeated || id != entry.proposedId();
    waiting.addLast(new Arrival(conversation, log, entry, id, excepted, visibility));
  }

  void addPassing(
      ConversationId conversation,
      String log,
      ConversationEntry entry,
      AccountView.Visibility visibility) {
    waiting.addLast(new Arrival(conversation, log, entry, 0, false, visibility));
  }

  /**
   * Takes a decision of the account, in its turn.
   *
   * @param nowMicros since 1970: its stamp is not before
   */
  void addDecision(OwnerDecision decided, long nowMicros, Consumer<Optional<IndexState>> done) {
    lastId = Math.max(nowMicros, lastId + 1);
    waiting.addLast(new Decision(decided, lastId, done));
  }

  void endDecisions() {
    for (var batch : List.of(inFlight, waiting)) {
      for (var queued : batch) {
        if (queued instanceof Decision decision) {
          decision.done().accept(Optional.empty());
        }
      }
    }
  }

  /** How many entries have been through. */
  long delivered() {
    return delivered;
  }

  /** How many will have been when the last one of this account's is; 0 when none waits. */
  long lastFrom(Jid peer) {
    var position = delivered;
    var last = 0L;
    for (var batch : List.of(inFlight, waiting)) {
      for (var queued : batch) {
        position++;
        if (queued instanceof Arrival arrival && arrival.entry().from().bare().equals(peer)) {
          last = position;
        }
      }
    }
    return last;
  }

  /** Whether something could be written now, and nothing but such arrivals. */
  boolean onlyWait(Predicate<Arrival> such) {
    if (!inFlight.isEmpty() || waiting.isEmpty()) {
      return false;
    }
    for (var queued : waiting) {
      if (!(queued instanceof Arrival arrival) || !such.test(arrival)) {
        return false;
      }
    }
    return true;
  }

  /** The next batch, when none is in flight; empty when there is nothing to do. */
  List<Queued> nextBatch() {
    if (!inFlight.isEmpty() || waiting.isEmpty()) {
      return List.of();
    }
    var batch = new ArrayList<Queued>(Math.min(waiting.size(), BATCH_ENTRIES_MAX));
    while (!waiting.isEmpty() && batch.size() < BATCH_ENTRIES_MAX) {
      batch.add(waiting.removeFirst());
    }
    inFlight = batch;
    return batch;
  }

  List<Queued> inFlight() {
    return inFlight;
  }

  /**
   * Takes over the batch that was in flight when the log failed: what turned out to be durable has
   * reached no session yet; the rest is repeated by the conversations.
   */
  boolean resume(List<Queued> interrupted) {
    inFlight =
        interrupted.stream()
            .filter(
                queued ->
                    queued instanceof Arrival arrival
                        && arrival.isStored()
                        && arrival.entry().version() <= committedVersion(arrival.log()))
            .toList();
    return !inFlight.isEmpty();
  }

  /** The batch in flight is done; gives it back. */
  List<Queued> done(IndexState state) {
    committed = state;
    return done();
  }

  /** The batch in flight held nothing to store and is done. */
  List<Queued> done() {
    var batch = inFlight;
    inFlight = List.of();
    delivered += batch.size();
    if (waiting.isEmpty()) {
      assigned.clear();
    }
    return batch;
  }
}
