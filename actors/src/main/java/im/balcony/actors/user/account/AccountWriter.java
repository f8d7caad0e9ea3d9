package im.balcony.actors.user.account;

import im.balcony.actors.BatchLog;
import im.balcony.persistence.event.account.AccountEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The User's side of its account's log. One batch is in flight; what is decided meanwhile is the
 * next one. Decisions see what was decided before them, the outside sees only what is durable.
 */
public final class AccountWriter {
  private static final int BATCH_EVENTS_MAX = 100;

  private final Consumer<BatchLog.Batch<AccountEvent>> log;
  private final int waitingMax;
  private final ArrayDeque<Write> inFlight = new ArrayDeque<>();
  private final ArrayDeque<Write> waiting = new ArrayDeque<>();
  private AccountState committed;
  private AccountState decided;

  private boolean finishing;

  private record Write(
      List<AccountEvent> events, AccountState state, Consumer<AccountState> afterwards) {}

  /**
   * @param waitingMax how many writes may wait for the batch in flight
   */
  public AccountWriter(
      AccountState recovered, Consumer<BatchLog.Batch<AccountEvent>> log, int waitingMax) {
    this.committed = recovered;
    this.decided = recovered;
    this.log = log;
    this.waitingMax = waitingMax;
  }

  /** What is durable. */
  public AccountState committed() {
    return committed;
  }

  /** What will be durable once all batches are: decide on this, show {@link #committed}. */
  public AccountState decided() {
    return decided;
  }

  /** Too much waits: whatever needs a write is to be refused. */
  public boolean isFull() {
    return waiting.size() >= waitingMax;
  }

  public boolean isIdle() {
    return inFlight.isEmpty() && waiting.isEmpty() && !finishing;
  }

  /**
   * Writes, then runs this with the state that these events led to; with no events it only keeps
   * its turn.
   */
  public void write(List<AccountEvent> events, Consumer<AccountState> afterwards) {
    for (var event : events) {
      decided = event.fold(decided);
    }
    waiting.add(new Write(events, decided, afterwards));
    sendNext();
  }

  /** The batch in flight is durable. */
  public void onAppended() {
    finish(takeAll(inFlight));
    sendNext();
  }

  private void sendNext() {
    while (inFlight.isEmpty() && !waiting.isEmpty() && !finishing) {
      var events = nextBatch();
      if (events.isEmpty()) {
        // Only turns were waiting: what they waited for is durable.
        finish(takeAll(inFlight));
      } else {
        log.accept(new BatchLog.Batch<>(events));
      }
    }
  }

  /** What these start in turn waits until all of them are through. */
  private void finish(List<Write> done) {
    finishing = true;
    for (var write : done) {
      committed = write.state();
      write.afterwards().accept(committed);
    }
    finishing = false;
  }

  private List<AccountEvent> nextBatch() {
    var events = new ArrayList<AccountEvent>();
    while (!waiting.isEmpty()
        && (inFlight.isEmpty()
            || events.size() + waiting.element().events().size() <= BATCH_EVENTS_MAX)) {
      var write = waiting.remove();
      inFlight.add(write);
      events.addAll(write.events());
    }
    return List.copyOf(events);
  }

  private static List<Write> takeAll(ArrayDeque<Write> queue) {
    var all = List.copyOf(queue);
    queue.clear();
    return all;
  }
}
