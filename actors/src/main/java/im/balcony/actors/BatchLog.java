package im.balcony.actors;

import akka.actor.typed.Behavior;
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

  private BatchLog(Form<E, S> form, boolean isNew, Consumer<S> recovered, Consumer<S> stored) {
    super(PersistenceId.ofUniqueId(form.persistenceId()));
    this.form = form;
    this.isNew = isNew;
    this.recovered = recovered;
    this.stored = stored;
  }

  /**
   * A log that is read first.
   *
   * @param recovered is told once, when all events are read
   * @param stored is told after each batch, when it is durable
   */
  public static <E, S> Behavior<Batch<E>> create(
      Form<E, S> form, Consumer<S> recovered, Consumer<S> stored) {
    return new BatchLog<>(form, false, recovered, stored);
  }

  /** As {@link #create}, of a log that is known to hold nothing: no time is spent on looking. */
  public static <E, S> Behavior<Batch<E>> begin(
      Form<E, S> form, Consumer<S> recovered, Consumer<S> stored) {
    return new BatchLog<>(form, true, recovered, stored);
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
    return (state, batch) ->
        Effect().persist(batch.events()).thenRun((S after) -> stored.accept(after));
  }

  @Override
  public EventHandler<S, E> eventHandler() {
    return form.fold();
  }

  @Override
  public SignalHandler<S> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), recovered).build();
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
