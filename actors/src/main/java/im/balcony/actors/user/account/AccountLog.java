package im.balcony.actors.user.account;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.SnapshotAdapter;
import im.balcony.actors.BatchLog;
import im.balcony.actors.LogPlugins;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.persistence.event.account.AccountSnapshot;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.SealingEventAdapter;
import im.balcony.persistence.seal.SealingSnapshotAdapter;
import java.util.function.Consumer;

/** The log of an account: what its User decided, and what the User is told of it. */
public final class AccountLog {
  private AccountLog() {}

  /** All events are read. */
  public record Recovered(AccountState state) implements UserCommand.Local {}

  /** The batch is in the journal. */
  public record Appended() implements UserCommand.Local {}

  /** The log of an account's incarnation, under its own key. */
  public static BatchLog.Form<AccountEvent, AccountState> form(
      String incarnation, KeyRing ring, EventCodec codec, LogPlugins plugins) {
    var id = persistenceIdOf(incarnation);
    return new BatchLog.Form<>(
        id,
        plugins,
        AccountState.NONE,
        (state, event) -> event.fold(state),
        new SealingEventAdapter<>(
            ring, id, codec, AccountEvent.class, event -> incarnation, new AccountEvent.Erased()),
        snapshots(
            new SealingSnapshotAdapter<>(ring, id, codec, AccountSnapshot.class, incarnation)));
  }

  /** The persistence id of an account's log. */
  public static String persistenceIdOf(String incarnation) {
    return "account-" + incarnation;
  }

  public static Behavior<BatchLog.Batch<AccountEvent>> create(
      BatchLog.Form<AccountEvent, AccountState> form, ActorRef<UserCommand> user) {
    return BatchLog.create(form, recovered(user), stored(user));
  }

  /** The log of a new account. */
  public static Behavior<BatchLog.Batch<AccountEvent>> begin(
      BatchLog.Form<AccountEvent, AccountState> form, ActorRef<UserCommand> user) {
    return BatchLog.begin(form, recovered(user), stored(user));
  }

  private static Consumer<AccountState> recovered(ActorRef<UserCommand> user) {
    return state -> user.tell(new Recovered(state));
  }

  private static Consumer<AccountState> stored(ActorRef<UserCommand> user) {
    return state -> user.tell(new Appended());
  }

  private static SnapshotAdapter<AccountState> snapshots(
      SealingSnapshotAdapter<AccountSnapshot> sealed) {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(AccountState state) {
        return sealed.toJournal(AccountSnapshots.write(state));
      }

      @Override
      public AccountState fromJournal(Object stored) {
        return AccountSnapshots.read(sealed.fromJournal(stored));
      }
    };
  }
}
