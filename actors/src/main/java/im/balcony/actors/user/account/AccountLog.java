package im.balcony.actors.user.account;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.AccountSnapshot;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;
import java.util.List;

/**
 * The log of an account: keeps what its User decided, one batch at a time. It decides nothing and
 * answers no reads, so nothing is ever stashed behind a slow journal.
 */
public final class AccountLog
    extends EventSourcedBehavior<AccountLog.Append, AccountEvent, AccountState> {
  private final ActorRef<UserCommand> user;
  private final Journal journal;
  private final boolean isNew;

  /** The User's next batch; the one before was answered. */
  public record Append(List<AccountEvent> events) {}

  /** All events are read. */
  public record Recovered(AccountState state) implements UserCommand.Local {}

  /** The batch is in the journal. */
  public record Appended() implements UserCommand.Local {}

  /** Where the log lives, and how its content is sealed. */
  public record Journal(
      String persistenceId,
      LogPlugins plugins,
      EventAdapter<AccountEvent, ?> events,
      SealingSnapshotAdapter<AccountSnapshot> snapshots) {

    /** The log of an account's incarnation, under its own key. */
    public static Journal of(
        String incarnation, KeyRing ring, EventCodec codec, LogPlugins plugins) {
      var id = persistenceIdOf(incarnation);
      return new Journal(
          id,
          plugins,
          new SealingEventAdapter<>(
              ring, id, codec, AccountEvent.class, event -> incarnation, new AccountEvent.Erased()),
          new SealingSnapshotAdapter<>(ring, id, codec, AccountSnapshot.class, incarnation));
    }
  }

  /** The persistence id of an account's log. */
  public static String persistenceIdOf(String incarnation) {
    return "account-" + incarnation;
  }

  private AccountLog(Journal journal, ActorRef<UserCommand> user, boolean isNew) {
    super(PersistenceId.ofUniqueId(journal.persistenceId()));
    this.journal = journal;
    this.user = user;
    this.isNew = isNew;
  }

  public static Behavior<Append> create(Journal journal, ActorRef<UserCommand> user) {
    return new AccountLog(journal, user, false);
  }

  /** The log of a new account, known to hold nothing: no time is spent on looking. */
  public static Behavior<Append> begin(Journal journal, ActorRef<UserCommand> user) {
    return new AccountLog(journal, user, true);
  }

  @Override
  public Recovery recovery() {
    return isNew ? Recovery.disabled() : super.recovery();
  }

  @Override
  public AccountState emptyState() {
    return AccountState.NONE;
  }

  @Override
  public CommandHandler<Append, AccountEvent, AccountState> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onCommand(Append.class, this::onAppend).build();
  }

  private Effect<AccountEvent, AccountState> onAppend(Append append) {
    return Effect().persist(append.events()).thenRun(state -> user.tell(new Appended()));
  }

  @Override
  public EventHandler<AccountState, AccountEvent> eventHandler() {
    return (state, event) -> event.fold(state);
  }

  @Override
  public SignalHandler<AccountState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> user.tell(new Recovered(state)))
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    var plugins = journal.plugins();
    return RetentionCriteria.snapshotEvery(plugins.snapshotEveryEvents(), plugins.snapshotsKept());
  }

  @Override
  public String journalPluginId() {
    return journal.plugins().journalPluginId();
  }

  @Override
  public String snapshotPluginId() {
    return journal.plugins().snapshotPluginId();
  }

  @Override
  public EventAdapter<AccountEvent, ?> eventAdapter() {
    return journal.events();
  }

  @Override
  public SnapshotAdapter<AccountState> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(AccountState state) {
        return journal.snapshots().toJournal(AccountSnapshots.write(state));
      }

      @Override
      public AccountState fromJournal(Object stored) {
        return AccountSnapshots.read(journal.snapshots().fromJournal(stored));
      }
    };
  }
}
