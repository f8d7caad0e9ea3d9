package im.balcony.actors.user.messages;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.BatchLog;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.feature.OwnerDecision;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.index.IndexLog;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xml.StoredXml;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The incoming half of the message path: arriving entries get their place in the archive, are made
 * durable in batches (exceptions first), then go to the sessions and are confirmed.
 */
final class IndexWriter {

  /** What a writer tells itself; one that is gone may be behind it. */
  sealed interface Own extends UserCommand.Local {
    IndexWriter writer();
  }

  /** The exceptions of the batch in flight are durable. */
  private record ExceptionsWritten(IndexWriter writer, List<IndexEvent> events) implements Own {}

  /** The messages that entries of the batch are about have been read. */
  private record TargetsFound(IndexWriter writer, RowEffects effects) implements Own {}

  private record PreparationFailed(IndexWriter writer) implements Own {}

  /** The account's own entries have waited for others. */
  private record WaitOver(IndexWriter writer) implements Own {}

  /** The node was seen as a member after that write: it counts. */
  private record Counted(IndexWriter writer, IndexState state) implements Own {}

  private final ActorContext<UserCommand> context;
  private final AccountView account;
  private final MessagePathPorts ports;
  private final Outboxes outboxes;
  private final ActorRef<BatchLog.Batch<IndexEvent>> log;
  private final Arrivals arrivals;
  private final Turns turns = new Turns();
  private final TimerScheduler<UserCommand> timers;
  private final WritePace pace;

  IndexWriter(
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers,
      AccountView account,
      MessagePathPorts ports,
      Outboxes outboxes,
      ActorRef<BatchLog.Batch<IndexEvent>> log,
      Arrivals arrivals,
      WritePace pace) {
    this.context = context;
    this.timers = timers;
    this.pace = pace;
    this.account = account;
    this.ports = ports;
    this.outboxes = outboxes;
    this.log = log;
    this.arrivals = arrivals;
  }

  long lastId() {
    return arrivals.lastId();
  }

  IndexState committed() {
    return arrivals.committed();
  }

  boolean hasWork() {
    return !arrivals.isEmpty();
  }

  /** What nobody knows the outcome of when the log fails. */
  List<Queued> inFlight() {
    return arrivals.inFlight();
  }

  /** Finishes what the log had stored when it failed before it could say so. */
  void resume(List<Queued> interrupted) {
    if (arrivals.resume(interrupted)) {
      stored(arrivals.committed());
    }
  }

  void arrive(UserCommand.DeliverEntries command) {
    var conversation = command.conversation();
    var again = false;
    for (var entry : command.entries()) {
      if (arrivals.isFull()) {
        break;
      }
      if (!entry.isStored()) {
        arrivals.addPassing(conversation, command.log(), entry, account.visibilityOf(entry));
        continue;
      }
      var assigned = arrivals.assignedVersion(command.log());
      if (entry.version() > assigned + 1) {
        tell(conversation, new ConversationCommand.Repeat(account.bareJid(), assigned + 1));
        break;
      }
      if (entry.version() == assigned + 1) {
        arrivals.addStored(
            conversation, command.log(), entry, command.repeated(), account.visibilityOf(entry));
      } else if (entry.version() <= arrivals.committedVersion(command.log())) {
        settleOwn(conversation, entry);
        again = true;
      }
    }
    if (again) {
      confirm(conversation, arrivals.committedVersion(command.log()));
    }
    advance();
  }

  /** Takes a decision of the owner in its turn; false when too much waits. */
  boolean decide(OwnerDecision decided, Consumer<Optional<IndexState>> done) {
    if (arrivals.isFull()) {
      return false;
    }
    var now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now(ports.clock()));
    arrivals.addDecision(decided, now, done);
    advance();
    return true;
  }

  /** Nothing is written any more: who decided something hears that nobody knows its outcome. */
  void end() {
    turns.end();
    arrivals.endDecisions();
  }

  /** Runs this behind the entries of this account's that have arrived. */
  void inTurn(Jid peer, Runnable then) {
    turns.add(arrivals.lastFrom(peer), then);
  }

  boolean onLocal(UserCommand.Local command) {
    if (command instanceof Own own && own.writer() != this) {
      return true;
    }
    if (command instanceof IndexLog.Stored stored) {
      stored(stored.state());
    } else if (command instanceof Counted counted) {
      durable(counted.state());
    } else if (command instanceof WaitOver) {
      write();
    } else if (command instanceof ExceptionsWritten written) {
      store(written.events());
    } else if (command instanceof TargetsFound found) {
      prepare(found.effects());
    } else if (command instanceof PreparationFailed) {
      // The conversation repeats what it gets no answer to; a stopped log is opened anew.
      context.stop(log);
    } else {
      return false;
    }
    return true;
  }

  /** Writes what waits; entries for which only their own sender waits may wait for company. */
  private void advance() {
    var wait = arrivals.onlyWait(this::isOwnStored) ? pace.forCompany() : Duration.ZERO;
    if (wait.isZero()) {
      write();
    } else {
      if (!timers.isTimerActive(this)) {
        timers.startSingleTimer(this, new WaitOver(this), wait);
      }
      account.flush();
    }
  }

  private void write() {
    timers.cancel(this);
    var batch = arrivals.nextBatch();
    if (batch.isEmpty()) {
      account.flush();
    } else if (batch.stream().noneMatch(Queued::isStored)) {
      finish(arrivals.done());
    } else {
      var effects = new RowEffects(account.bareJid(), arrivals.committed(), batch);
      if (effects.isComplete()) {
        prepare(effects);
      } else {
        prepare(
            effects.complete(ports.lookup(), account.incarnation()),
            new TargetsFound(this, effects));
      }
    }
  }

  /** Makes the events; what the exceptions table must say of them is written first. */
  private void prepare(RowEffects effects) {
    var now = Instant.now(ports.clock());
    var batch = arrivals.inFlight();
    var exceptions = new IndexExceptions(ports.exceptions(), account.incarnation());
    var events = new ArrayList<IndexEvent>(batch.size());
    for (var queued : batch) {
      if (queued instanceof Arrival arrival && arrival.isStored()) {
        var indexed = indexed(arrival, effects, now);
        exceptions.add(arrival, indexed);
        events.add(indexed);
        noted(arrival, now).ifPresent(events::add);
      } else if (queued instanceof Decision decision) {
        var event = decision.event(now);
        if (event instanceof IndexEvent.MessageRemoved removed) {
          exceptions.add(removed);
        }
        events.add(event);
      }
    }
    if (exceptions.isEmpty()) {
      store(events);
    } else {
      prepare(exceptions.written(), new ExceptionsWritten(this, events));
    }
  }

  /** What the account has to know of a call before its devices do. */
  private Optional<IndexEvent.CallNoted> noted(Arrival arrival, Instant now) {
    var entry = arrival.entry();
    var effect = entry.effect();
    if (effect == null || effect.kind() != MessageEffect.Kind.CALL || arrival.isHidden()) {
      return Optional.empty();
    }
    return CallSignal.in(StoredXml.read(entry.xml()))
        .filter(signal -> signal.sessionId().length() <= CallSignal.SESSION_ID_CHARS_MAX)
        .map(
            signal ->
                new IndexEvent.CallNoted(
                    arrival.archiveId(),
                    arrival.log(),
                    arrival.conversation().peerOf(account.bareJid()).toString(),
                    entry.version(),
                    signal.sessionId(),
                    signal.step(),
                    isOwn(entry),
                    now,
                    account.ringsUntil(now)));
  }

  /** What must be done before the batch is stored. */
  private void prepare(CompletionStage<Void> step, Own then) {
    context.pipeToSelf(
        step, (done, failure) -> failure == null ? then : new PreparationFailed(this));
  }

  private void store(List<IndexEvent> events) {
    pace.begun();
    log.tell(new BatchLog.Batch<>(events));
  }

  private IndexEvent.Indexed indexed(Arrival arrival, RowEffects effects, Instant now) {
    var entry = arrival.entry();
    return new IndexEvent.Indexed(
        arrival.archiveId(),
        arrival.log(),
        arrival.conversation().peerOf(account.bareJid()).toString(),
        entry.version(),
        isOwn(entry),
        arrival.isHidden(),
        now,
        effects.of(arrival));
  }

  /** Invariant I5: a write counts only while the cluster knows this node. */
  private void stored(IndexState state) {
    pace.ended();
    if (ports.fence().isFresh()) {
      durable(state);
    } else {
      context.pipeToSelf(ports.fence().confirmed(), (done, failure) -> new Counted(this, state));
    }
  }

  private void durable(IndexState state) {
    var known = arrivals.committed().inbox().rewrites();
    finish(arrivals.done(state));
    state
        .inbox()
        .rewritesSince(known)
        .filter(rewrites -> !rewrites.isEmpty())
        .ifPresent(account::rewritten);
  }

  private void finish(List<Queued> batch) {
    Map<ConversationId, Long> indexed = new LinkedHashMap<>();
    for (var queued : batch) {
      if (queued instanceof Arrival arrival) {
        finish(arrival, indexed);
      } else if (queued instanceof Decision decision) {
        decision.done().accept(Optional.of(arrivals.committed()));
      }
    }
    turns.delivered(arrivals.delivered());
    indexed.forEach(this::confirm);
    outboxes.send(lastId(), System.nanoTime());
    advance();
  }

  private void finish(Arrival arrival, Map<ConversationId, Long> indexed) {
    deliver(arrival);
    if (arrival.isStored()) {
      indexed.put(arrival.conversation(), arrival.entry().version());
    }
    if (isOwn(arrival.entry())) {
      settleOwn(arrival.conversation(), arrival.entry());
    }
  }

  private void deliver(Arrival arrival) {
    var xml = arrival.entry().xml();
    if (arrival.visibility() == AccountView.Visibility.HIDDEN) {
      return;
    }
    if (arrival.isStored() && !arrival.isHidden()) {
      var archiveId = arrival.archiveId();
      account.deliver(
          arrival.entry(), archiveId, ArchiveIdStamp.on(xml, account.bareJid(), archiveId));
    } else {
      account.deliver(arrival.entry(), 0, xml);
    }
  }

  private void settleOwn(ConversationId conversation, ConversationEntry entry) {
    var item = outboxes.answered(conversation, entry.session(), entry.number());
    if (item != null) {
      account.settled(item.session(), item.number());
    }
  }

  private void confirm(ConversationId conversation, long version) {
    tell(conversation, new ConversationCommand.Indexed(account.bareJid(), version, lastId()));
  }

  private void tell(ConversationId conversation, ConversationCommand command) {
    ports.conversations().tell(conversation, command);
  }

  private boolean isOwnStored(Arrival arrival) {
    return arrival.isStored() && isOwn(arrival.entry());
  }

  private boolean isOwn(ConversationEntry entry) {
    return entry.from().bare().equals(account.bareJid());
  }
}
