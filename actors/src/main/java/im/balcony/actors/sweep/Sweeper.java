package im.balcony.actors.sweep;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import im.balcony.actors.call.CallCommand;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.Calls;
import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.push.PushNotes;
import im.balcony.persistence.archive.Note;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the durable notes of one shard after the other and wakes the conversations, calls and
 * accounts that they name; those remove them when their work is done (DESIGN section 3, write path,
 * step 8). One a cluster.
 */
public final class Sweeper extends AbstractBehavior<Sweeper.Command> {
  private static final int NOTES_A_SHARD_MAX = 1_000;
  private static final String ROLE = "actor";

  /** What it tells itself. */
  public sealed interface Command {}

  private record Next() implements Command {}

  private record Found(List<Note> notes) implements Command {}

  private final NotesTable notes;
  private final Conversations conversations;
  private final Calls calls;
  private final Users users;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private final Duration pause;
  private final int shards;
  private int shard;
  private int seen;
  private long oldestHour = Long.MAX_VALUE;

  private Sweeper(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NotesTable notes,
      Conversations conversations,
      Calls calls,
      Users users,
      Clock clock,
      int shards,
      Duration pause) {
    super(context);
    this.timers = timers;
    this.notes = notes;
    this.conversations = conversations;
    this.calls = calls;
    this.users = users;
    this.clock = clock;
    this.shards = shards;
    this.pause = pause;
    next();
  }

  /**
   * @param shards as many as the conversations spread their notes over
   * @param pause between two shards
   */
  public static Behavior<Command> create(
      NotesTable notes,
      Conversations conversations,
      Calls calls,
      Users users,
      Clock clock,
      int shards,
      Duration pause) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Sweeper(
                        context,
                        timers,
                        notes,
                        conversations,
                        calls,
                        users,
                        clock,
                        shards,
                        pause)));
  }

  /** Starts the cluster's only one, on some node with the role of actors. */
  public static void startSingleton(ActorSystem<?> system, Behavior<Command> sweeper) {
    startSingleton(system, sweeper, "sweeper");
  }

  /** The same for another one. */
  public static <C> void startSingleton(ActorSystem<?> system, Behavior<C> behavior, String name) {
    ClusterSingleton.get(system)
        .init(
            SingletonActor.of(
                    Behaviors.supervise(behavior)
                        .onFailure(
                            SupervisorStrategy.restartWithBackoff(
                                Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)),
                    name)
                .withSettings(ClusterSingletonSettings.create(system).withRole(ROLE)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Next.class, next -> onNext())
        .onMessage(Found.class, this::onFound)
        .build();
  }

  private void next() {
    timers.startSingleTimer(new Next(), pause);
  }

  private Behavior<Command> onNext() {
    shard = (shard + 1) % shards;
    getContext()
        .pipeToSelf(
            read(shard),
            (found, failure) -> new Found(failure == null && found != null ? found : List.of()));
    return this;
  }

  private Behavior<Command> onFound(Found found) {
    for (var note : found.notes()) {
      seen++;
      oldestHour = Math.min(oldestHour, note.epochHour());
      wake(note);
    }
    if (shard == shards - 1) {
      tellRound();
    }
    next();
    return this;
  }

  /** A note is in the bucket of its hour, so its age is known to the hour. */
  private void tellRound() {
    var hours = Note.hourOf(clock.instant()) - oldestHour;
    MetricsPlace.of(getContext().getSystem())
        .swept(seen, seen == 0 ? 0 : Math.max(0, Duration.ofHours(hours).toSeconds()));
    seen = 0;
    oldestHour = Long.MAX_VALUE;
  }

  private void wake(Note note) {
    if (PushNotes.isEntityId(note.entityId())) {
      users.tell(
          Jid.parse(note.entityId()),
          new UserCommand.FinishPushes(note.shard(), note.epochHour(), note.version()));
    } else if (CallId.isEntityId(note.entityId())) {
      calls.tell(
          CallId.ofEntityId(note.entityId()), new CallCommand.Wake(note.shard(), note.epochHour()));
    } else {
      conversations.tell(
          ConversationId.ofEntityId(note.entityId()),
          new ConversationCommand.Wake(
              Jid.parse(note.subject()), note.shard(), note.epochHour(), note.version()));
    }
  }

  private CompletionStage<List<Note>> read(int ofShard) {
    return notes.hours(ofShard).thenCompose(hours -> read(ofShard, hours, new ArrayList<>()));
  }

  /** Hour after hour; an hour that is over and empty is removed as a whole. */
  private CompletionStage<List<Note>> read(int ofShard, List<Long> hours, List<Note> found) {
    if (hours.isEmpty() || found.size() >= NOTES_A_SHARD_MAX) {
      return CompletableFuture.completedFuture(found);
    }
    var hour = hours.get(0);
    var isOver = hour < Note.hourOf(clock.instant()) - 1;
    return notes
        .read(ofShard, hour)
        .thenCompose(
            some -> {
              found.addAll(some);
              return some.isEmpty() && isOver
                  ? notes.removeBucket(ofShard, hour)
                  : CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(done -> read(ofShard, hours.subList(1, hours.size()), found));
  }
}
