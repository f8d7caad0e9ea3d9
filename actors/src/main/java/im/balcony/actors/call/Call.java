package im.balcony.actors.call;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import im.balcony.actors.BatchLog;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.event.call.CallEvent;
import im.balcony.persistence.event.call.CallPhase;
import im.balcony.persistence.event.call.CallState;
import im.balcony.protocol.xep.cdr.CallRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The front of one call: takes facts in the order in which they come, writes what follows from
 * them, and answers when that is durable. Whatever goes wrong with a table or the journal ends it;
 * what was not answered is told again and starts it anew from what is durable.
 */
public final class Call extends AbstractBehavior<CallCommand> {
  public static final EntityTypeKey<CallCommand> TYPE_KEY =
      EntityTypeKey.create(CallCommand.class, "call");

  /** Sharding moves or passivates the entity; honoured at once. */
  public record Stop() implements CallCommand.Local {}

  /** The log has stopped: its journal failed. */
  private record LogEnded() implements CallCommand.Local {}

  /** Something may not have come in time. */
  private record TimeIsUp() implements CallCommand.Local {}

  /** The note is durable: what was decided may be written. */
  private record NoteWritten(List<CallEvent> events) implements CallCommand.Local {}

  /** The record is in the table that accounts for calls. */
  private record Kept() implements CallCommand.Local {}

  /** The record was asked for, and nobody has answered. */
  private record RecordAgain() implements CallCommand.Local {}

  /** Nothing came for long. */
  private record Idle() implements CallCommand.Local {}

  /** The node was seen as a member after that write: it counts. */
  private record Counted(CallState state) implements CallCommand.Local {}

  /** What a teller hears when the batch in flight is durable. */
  private record Answer(CallCommand.Tell tell, CallOutcome outcome) {}

  private static final TimeIsUp TIME_IS_UP = new TimeIsUp();
  private static final RecordAgain RECORD_AGAIN = new RecordAgain();
  private static final int DOUBLINGS_MAX = 5;

  private final TimerScheduler<CallCommand> timers;
  private final CallId id;
  private final CallPorts ports;
  private final CallSettings settings;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final ArrayDeque<CallCommand.Tell> waiting = new ArrayDeque<>(2);
  private final List<Answer> inFlight = new ArrayList<>(2);
  private @Nullable ActorRef<BatchLog.Batch<CallEvent>> log;
  private @Nullable CallState state;
  private @Nullable Note note;
  private CallOpening.@Nullable Opened opened;
  private boolean keeping;
  private int recordsAsked;
  private boolean recorded;
  private boolean absent;
  private boolean writing;
  private final NodeMetrics metrics;
  private boolean live;

  private Call(
      ActorContext<CallCommand> context,
      TimerScheduler<CallCommand> timers,
      CallId id,
      CallPorts ports,
      CallSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.timers = timers;
    this.id = id;
    this.ports = ports;
    this.settings = settings;
    this.shard = shard;
    this.metrics = MetricsPlace.of(context.getSystem());
    context.setReceiveTimeout(settings.idle(), new Idle());
    CallOpening.begin(context, id, ports);
  }

  public static Behavior<CallCommand> create(
      CallId id,
      CallPorts ports,
      CallSettings settings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Call(context, timers, id, ports, settings, shard)));
  }

  @Override
  public Receive<CallCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(CallCommand.Tell.class, this::onTell)
        .onMessage(CallOpening.Stored.class, this::onStored)
        .onMessage(Counted.class, counted -> counted(counted.state()))
        .onMessage(NoteWritten.class, noted -> store(noted.events()))
        .onMessage(CallCommand.Recorded.class, done -> onRecorded())
        .onMessage(Kept.class, kept -> onKept())
        .onMessage(RecordAgain.class, again -> advanced())
        .onMessage(CallCommand.Wake.class, this::onWake)
        .onMessage(TimeIsUp.class, timeIsUp -> advanced())
        .onMessage(CallOpening.Opened.class, this::onOpened)
        .onMessage(CallOpening.Recovered.class, this::onRecovered)
        .onMessage(CallOpening.Absent.class, absent -> onAbsent())
        .onMessage(CallOpening.Failed.class, this::onFailed)
        .onMessage(LogEnded.class, ended -> Behaviors.stopped())
        .onMessage(Idle.class, idle -> onIdle())
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  private Behavior<CallCommand> onOpened(CallOpening.Opened found) {
    opened = found;
    log =
        getContext()
            .spawnAnonymous(CallOpening.log(found.log(), found.store(), getContext().getSelf()));
    getContext().watchWith(log, new LogEnded());
    return this;
  }

  private Behavior<CallCommand> onRecovered(CallOpening.Recovered recovered) {
    state = recovered.state();
    count(recovered.state().phase().isLive());
    return advanced();
  }

  private void count(boolean isLive) {
    if (isLive != live) {
      live = isLive;
      metrics.liveCalls(isLive ? 1 : -1);
    }
  }

  private Behavior<CallCommand> onStopped() {
    count(false);
    return this;
  }

  /** Nothing is written for a name that does not exist. */
  private Behavior<CallCommand> onAbsent() {
    absent = true;
    waiting.forEach(this::note);
    waiting.clear();
    dropNote();
    return this;
  }

  private void note(CallCommand.Tell tell) {
    answer(new Answer(tell, CallOutcome.NOTED));
  }

  private Behavior<CallCommand> onFailed(CallOpening.Failed failed) {
    getContext().getLog().warn("a call cannot be opened: {}", failed.cause().toString());
    return Behaviors.stopped();
  }

  /** What is too much is told again. */
  private Behavior<CallCommand> onTell(CallCommand.Tell tell) {
    if (absent) {
      note(tell);
    } else if (waiting.size() < settings.factsWaitingMax()) {
      waiting.addLast(tell);
    }
    return advanced();
  }

  /** Decides on everything that waits, and writes what follows at once. */
  private Behavior<CallCommand> advanced() {
    if (state == null || log == null || writing) {
      return this;
    }
    var now = state;
    var events = new ArrayList<CallEvent>(2);
    var late = CallRules.overdue(now, settings, ports.clock().instant());
    if (late.isPresent()) {
      events.add(late.get());
      now = late.get().fold(now);
    }
    for (var tell = waiting.poll(); tell != null; tell = waiting.poll()) {
      var decision = CallRules.decide(now, id.sessionId(), tell.fact());
      for (var event : decision.events()) {
        now = event.fold(now);
      }
      events.addAll(decision.events());
      inFlight.add(new Answer(tell, decision.outcome()));
    }
    if (recorded && CallRecords.due(now, id.sessionId()).isPresent()) {
      events.add(new CallEvent.CallRecorded(ports.clock().instant()));
    }
    if (events.isEmpty()) {
      answerAll();
      watchTime(now);
      askForRecord(now);
    } else {
      writing = true;
      write(events);
    }
    return this;
  }

  /** Whatever dies after a call has begun: somebody wakes it until its record is written. */
  private void write(List<CallEvent> events) {
    if (state == null || state.phase() != CallPhase.NONE || note != null) {
      store(events);
      return;
    }
    var first = CallNote.of(id, settings.noteShards(), ports.clock().instant());
    note = first;
    getContext()
        .pipeToSelf(
            ports.notes().write(first),
            (done, failure) ->
                failure == null ? new NoteWritten(events) : new CallOpening.Failed(failure));
  }

  private Behavior<CallCommand> store(List<CallEvent> events) {
    if (log != null) {
      log.tell(new BatchLog.Batch<>(events));
    }
    return this;
  }

  private void askForRecord(CallState now) {
    if (timers.isTimerActive(RECORD_AGAIN)) {
      return;
    }
    var due = CallRecords.due(now, id.sessionId());
    var responder = now.responder();
    if (due.isPresent() && responder != null && opened != null) {
      var record = due.get();
      ports
          .parties()
          .record(
              record.initiator().bare(), id, CallRecords.message(record, responder, opened.log()));
      var longer = 1L << Math.min(recordsAsked++, DOUBLINGS_MAX);
      timers.startSingleTimer(
          RECORD_AGAIN, RECORD_AGAIN, settings.recordAgain().multipliedBy(longer));
    }
  }

  private Behavior<CallCommand> onRecorded() {
    timers.cancel(RECORD_AGAIN);
    var now = state;
    var due = now == null ? Optional.<CallRecord>empty() : CallRecords.due(now, id.sessionId());
    if (keeping || recorded || now == null || opened == null || due.isEmpty()) {
      return this;
    }
    keeping = true;
    var row =
        CallRecords.row(due.get(), now, opened.log(), opened.store(), ports.clock().instant());
    getContext()
        .pipeToSelf(
            ports.records().write(row, settings.recordsKept()),
            (done, failure) -> failure == null ? new Kept() : new CallOpening.Failed(failure));
    return this;
  }

  private Behavior<CallCommand> onKept() {
    recorded = true;
    return advanced();
  }

  /** Whoever has died meanwhile may have left it without its end, or its record. */
  private Behavior<CallCommand> onWake(CallCommand.Wake wake) {
    if (note == null) {
      note = CallNote.found(id, wake);
    }
    if (absent) {
      dropNote();
    }
    advanced();
    dropNoteWhenDone();
    return this;
  }

  private void dropNoteWhenDone() {
    var now = state;
    if (now == null || writing || note == null) {
      return;
    }
    var never = now.phase() == CallPhase.NONE && CallNote.isOld(note, ports.clock().instant());
    var over = now.phase() == CallPhase.ENDED && CallRecords.due(now, id.sessionId()).isEmpty();
    if (never || over) {
      dropNote();
    }
  }

  /** A note that stays wakes the call once more, which removes it then. */
  private void dropNote() {
    if (note != null) {
      ports.notes().remove(note);
      note = null;
    }
  }

  /** Invariant I5: a write counts only while the cluster knows this node. */
  private Behavior<CallCommand> onStored(CallOpening.Stored stored) {
    if (ports.fence().isFresh()) {
      return counted(stored.state());
    }
    getContext()
        .pipeToSelf(ports.fence().confirmed(), (done, failure) -> new Counted(stored.state()));
    return this;
  }

  private Behavior<CallCommand> counted(CallState stored) {
    writing = false;
    var end = stored.end();
    if (end != null && (state == null || state.end() == null)) {
      metrics.callEnded(end);
    }
    state = stored;
    count(stored.phase().isLive());
    answerAll();
    advanced();
    dropNoteWhenDone();
    return this;
  }

  private void answerAll() {
    inFlight.forEach(this::answer);
    inFlight.clear();
  }

  private void answer(Answer answer) {
    var tell = answer.tell();
    ports.parties().noted(tell.account(), id, tell.ticket(), answer.outcome());
  }

  /** Whoever talks is not watched: that would keep each call in memory for its whole time. */
  private void watchTime(CallState now) {
    timers.cancel(TIME_IS_UP);
    if (isWatched(now.phase())) {
      var deadline = CallRules.deadline(now, settings);
      var left = Duration.between(ports.clock().instant(), deadline);
      timers.startSingleTimer(
          TIME_IS_UP, TIME_IS_UP, left.isNegative() ? Duration.ZERO : left.plusMillis(1));
    }
  }

  private static boolean isWatched(CallPhase phase) {
    return phase.isLive() && phase != CallPhase.CONNECTED;
  }

  private Behavior<CallCommand> onIdle() {
    var resting =
        state != null
            && !writing
            && !isWatched(state.phase())
            && CallRecords.due(state, id.sessionId()).isEmpty();
    if (absent || resting) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
    return this;
  }
}
