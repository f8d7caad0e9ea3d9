package im.balcony.actors;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.actors.port.metrics.NodeMetrics.LogKind;
import im.balcony.actors.port.tracing.MessageKey;
import im.balcony.actors.port.tracing.StanzaTraces;
import im.balcony.actors.port.tracing.TracesPlace;
import im.balcony.persistence.event.conversation.ConversationEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * The persistent child of a front: persists one batch at a time and tells the state after it. It
 * decides nothing and is never read from, so nothing is ever stashed behind a write.
 *
 * @param <E> its events
 * @param <S> what they fold to
 */
public final class BatchLog<E, S> extends EventSourcedBehavior<BatchLog.Batch<E>, E, S> {
  private final Form<E, S> form;
  private final boolean isNew;
  private final Consumer<S> recovered;
  private final Consumer<S> stored;
  private final NodeMetrics metrics;
  private final StanzaTraces traces;
  private final LogKind kind;
  private boolean isWriting;

  /** What is to be durable next; the batch before was answered. */
  public record Batch<E>(List<E> events) {}

  /**
   * Where a log lives, and how it is written and read.
   *
   * @param empty the state before the first event
   */
  public record Form<E, S>(
      String persistenceId,
      LogPlugins plugins,
      S empty,
      EventHandler<S, E> fold,
      EventAdapter<E, ?> events,
      SnapshotAdapter<S> snapshots) {}

  private BatchLog(
      Form<E, S> form,
      boolean isNew,
      Consumer<S> recovered,
      Consumer<S> stored,
      NodeMetrics metrics,
      StanzaTraces traces) {
    super(PersistenceId.ofUniqueId(form.persistenceId()));
    this.form = form;
    this.isNew = isNew;
    this.recovered = recovered;
    this.stored = stored;
    this.metrics = metrics;
    this.traces = traces;
    this.kind = LogKind.of(form.persistenceId());
  }

  /**
   * A log that is read first.
   *
   * @param recovered is told once, when all events are read
   * @param stored is told after each batch, when it is durable
   */
  public static <E, S> Behavior<Batch<E>> create(
      Form<E, S> form, Consumer<S> recovered, Consumer<S> stored) {
    return counted(form, false, recovered, stored);
  }

  /** As {@link #create}, of a log that is known to hold nothing: no time is spent on looking. */
  public static <E, S> Behavior<Batch<E>> begin(
      Form<E, S> form, Consumer<S> recovered, Consumer<S> stored) {
    return counted(form, true, recovered, stored);
  }

  private static <E, S> Behavior<Batch<E>> counted(
      Form<E, S> form, boolean isNew, Consumer<S> recovered, Consumer<S> stored) {
    return Behaviors.setup(
        context ->
            new BatchLog<>(
                form,
                isNew,
                recovered,
                stored,
                MetricsPlace.of(context.getSystem()),
                TracesPlace.of(context.getSystem())));
  }

  @Override
  public Recovery recovery() {
    return isNew ? Recovery.disabled() : super.recovery();
  }

  @Override
  public S emptyState() {
    return form.empty();
  }

  @Override
  public CommandHandler<Batch<E>, E, S> commandHandler() {
    return (state, batch) -> {
      isWriting = true;
      metrics.writing(kind, batch.events().size());
      var begun = System.nanoTime();
      return Effect().persist(batch.events()).thenRun((S after) -> written(batch, begun, after));
    };
  }

  private void written(Batch<E> batch, long begun, S after) {
    isWriting = false;
    if (traces.isOn()) {
      batch.events().forEach(event -> trace(event, begun));
    }
    metrics.written(kind, System.nanoTime() - begun);
    stored.accept(after);
  }

  private void trace(E event, long begun) {
    if (event instanceof ConversationEvent.MessageSent sent) {
      var key = MessageKey.of(sent.stanzaXml());
      if (traces.isSampled(key)) {
        traces.span(StanzaTraces.Step.JOURNAL, key, begun, System.nanoTime());
      }
    }
  }

  private void ended() {
    if (isWriting) {
      isWriting = false;
      metrics.writeFailed(kind);
    }
  }

  @Override
  public EventHandler<S, E> eventHandler() {
    return form.fold();
  }

  @Override
  public SignalHandler<S> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), recovered)
        .onSignal(PostStop.instance(), state -> ended())
        .build();
  }

  @Override
  public EventAdapter<E, ?> eventAdapter() {
    return form.events();
  }

  @Override
  public SnapshotAdapter<S> snapshotAdapter() {
    return form.snapshots();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    var plugins = form.plugins();
    return RetentionCriteria.snapshotEvery(plugins.snapshotEveryEvents(), plugins.snapshotsKept());
  }

  @Override
  public String journalPluginId() {
    return form.plugins().journalPluginId();
  }

  @Override
  public String snapshotPluginId() {
    return form.plugins().snapshotPluginId();
  }
}
