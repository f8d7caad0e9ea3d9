package im.balcony.actors.records;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.FileIO;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.records.CallRecordTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Appends the records of calls to a file, each at least once: how far it has come is stored when
 * the lines are on the disk. One a cluster; the first one ever begins with what comes from then on.
 */
public final class RecordSink extends AbstractBehavior<RecordSink.Command> {
  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);

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
  private final RecordSinkSettings settings;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private boolean complained;

  private RecordSink(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CallRecordTable table,
      CallRecordReader reader,
      RecordSinkSettings settings,
      Clock clock) {
    super(context);
    this.timers = timers;
    this.table = table;
    this.reader = reader;
    this.settings = settings;
    this.clock = clock;
    context.getSelf().tell(new Look());
  }

  public static Behavior<Command> create(
      CallRecordTable table, CallRecordReader reader, RecordSinkSettings settings, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new RecordSink(context, timers, table, reader, settings, clock)));
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
    complained = false;
    if (written.more()) {
      return look();
    }
    timers.startSingleTimer(new Look(), settings.every());
    return this;
  }

  /** The same is tried again; what is on the disk already comes twice then. */
  private Behavior<Command> onFailed(Failed failed) {
    if (!complained) {
      complained = true;
      getContext()
          .getLog()
          .warn(
              "records of calls cannot be written to {}: {}",
              settings.file(),
              failed.cause().toString());
    }
    timers.startSingleTimer(new Look(), settings.every());
    return this;
  }

  private CompletionStage<Boolean> step() {
    var to = micros(clock.instant().minus(settings.settle()));
    return table
        .offset(name())
        .thenCompose(
            from ->
                from.isEmpty()
                    ? table.setOffset(name(), to).thenApply(done -> false)
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
                                ? table.setOffset(name(), page.nextMicros())
                                : CompletableFuture.<Void>completedFuture(null))
                    .thenApply(done -> page.nextMicros() < to));
  }

  /** Who changes the file or its form begins anew there. */
  private String name() {
    return settings.format() + " " + settings.file();
  }

  private CompletionStage<?> written(CallRecordReader.Page page) {
    if (page.records().isEmpty()) {
      return CompletableFuture.completedFuture(page);
    }
    var lines = new StringBuilder();
    if (!Files.exists(settings.file())) {
      settings.format().header().ifPresent(header -> lines.append(header).append('\n'));
    }
    for (StoredCallRecord record : page.records()) {
      lines.append(settings.format().line(record)).append('\n');
    }
    var bytes = ByteString.fromArray(lines.toString().getBytes(StandardCharsets.UTF_8));
    return Source.single(bytes)
        .runWith(FileIO.toPath(settings.file(), APPEND), getContext().getSystem());
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
