package im.balcony.actors.records;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import im.balcony.actors.port.RecordTarget;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.records.CallRecordTable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the records of calls, each at least once: how far it has come is stored when its target
 * has them for good. One a cluster; the first one ever begins with what comes from then on.
 */
public final class RecordSink extends AbstractBehavior<RecordSink.Command> {
  /** What it tells itself. */
  public sealed interface Command {}

  private record Look() implements Command {}

  /**
   * @param more whether more waits than was taken
   */
  private record Written(boolean more) implements Command {}

  private record Failed(Throwable cause) implements Command {}

  private final CallRecordTable table;
  private final CallRecordReader reader;
  private final RecordTarget target;
  private final RecordSinkSettings settings;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private int failures;

  private RecordSink(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CallRecordTable table,
      CallRecordReader reader,
      RecordTarget target,
      RecordSinkSettings settings,
      Clock clock) {
    super(context);
    this.timers = timers;
    this.table = table;
    this.reader = reader;
    this.target = target;
    this.settings = settings;
    this.clock = clock;
    context.getSelf().tell(new Look());
  }

  /**
   * @param elsewhere where they go unless the settings name a file
   */
  public static Behavior<Command> create(
      CallRecordTable table,
      CallRecordReader reader,
      RecordTarget elsewhere,
      RecordSinkSettings settings,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new RecordSink(
                        context,
                        timers,
                        table,
                        reader,
                        settings
                            .file()
                            .<RecordTarget>map(
                                sink ->
                                    new FileTarget(context.getSystem(), sink.format(), sink.file()))
                            .orElse(elsewhere),
                        settings,
                        clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> look())
        .onMessage(Written.class, this::onWritten)
        .onMessage(Failed.class, this::onFailed)
        .build();
  }

  private Behavior<Command> look() {
    getContext()
        .pipeToSelf(
            step(),
            (more, failure) ->
                failure == null && more != null ? new Written(more) : new Failed(cause(failure)));
    return this;
  }

  private static Throwable cause(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("no answer") : failure;
  }

  private Behavior<Command> onWritten(Written written) {
    failures = 0;
    if (written.more()) {
      return look();
    }
    timers.startSingleTimer(new Look(), settings.every());
    return this;
  }

  /** The same is tried again; what has arrived already comes twice then. */
  private Behavior<Command> onFailed(Failed failed) {
    failures++;
    if (failures == 1) {
      getContext()
          .getLog()
          .warn(
              "records of calls cannot be written to {}: {}",
              target.name(),
              failed.cause().toString());
    }
    timers.startSingleTimer(new Look(), settings.pauseAfter(failures));
    return this;
  }

  private CompletionStage<Boolean> step() {
    var to = micros(clock.instant().minus(settings.settle()));
    return table
        .offset(target.name())
        .thenCompose(
            from ->
                from.isEmpty()
                    ? table.setOffset(target.name(), to).thenApply(done -> false)
                    : step(from.getAsLong(), to));
  }

  private CompletionStage<Boolean> step(long from, long to) {
    return reader
        .page(from, to, settings.batchMax())
        .thenCompose(
            page ->
                written(page)
                    .thenCompose(
                        done ->
                            page.nextMicros() > from
                                ? table.setOffset(target.name(), page.nextMicros())
                                : CompletableFuture.<Void>completedFuture(null))
                    .thenApply(done -> page.nextMicros() < to));
  }

  private CompletionStage<?> written(CallRecordReader.Page page) {
    return page.records().isEmpty()
        ? CompletableFuture.completedFuture(page)
        : target.write(page.records());
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
