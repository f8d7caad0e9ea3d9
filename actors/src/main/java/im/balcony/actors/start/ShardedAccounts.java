package im.balcony.actors.start;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.routing.ShardRouter;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.Accounts;
import im.balcony.actors.user.UserCommand;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Accounts, each asked of its User; the list comes from the table of addresses. */
record ShardedAccounts(
    ClusterSharding sharding,
    IncarnationTable incarnations,
    Duration answerMax,
    RepeatedQuestion login)
    implements Accounts {

  @Override
  public CompletionStage<Optional<List<ScramKeys>>> scramKeys(Jid bareJid) {
    return login
        .ask(
            () -> ask(bareJid, UserCommand.GetKeys::new, login.every()),
            reply -> !(reply instanceof AccountReply.TryLater))
        .thenApply(
            reply -> {
              if (reply instanceof AccountReply.Keys stored) {
                return Optional.of(KeyForms.usable(stored.keys()));
              }
              requireAnswer(reply);
              return Optional.empty();
            });
  }

  @Override
  public CompletionStage<Void> create(Jid bareJid, List<ScramKeys> keys) {
    return ask(
            bareJid,
            replyTo -> new UserCommand.OpenAccount(KeyForms.stored(keys), replyTo),
            answerMax)
        .thenCompose(
            reply -> {
              if (reply instanceof AccountReply.AddressTaken) {
                return CompletableFuture.failedFuture(new AccountExists(bareJid));
              }
              requireAnswer(reply);
              return CompletableFuture.completedFuture(null);
            });
  }

  @Override
  public CompletionStage<Boolean> changeKeys(Jid bareJid, List<ScramKeys> keys) {
    return done(
        ask(
            bareJid,
            replyTo -> new UserCommand.ChangeKeys(KeyForms.stored(keys), replyTo),
            answerMax));
  }

  @Override
  public CompletionStage<Boolean> addKeys(Jid bareJid, ScramKeys keys) {
    return done(
        ask(
            bareJid,
            replyTo -> new UserCommand.AddKeys(KeyForms.stored(keys), replyTo),
            answerMax));
  }

  @Override
  public CompletionStage<Boolean> remove(Jid bareJid) {
    return done(ask(bareJid, UserCommand.CloseAccount::new, answerMax));
  }

  @Override
  public CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max) {
    return incarnations.list(domain, after, max);
  }

  private CompletionStage<AccountReply> ask(
      Jid bareJid, Function<ActorRef<AccountReply>, UserCommand> command, Duration max) {
    return sharding.entityRefFor(ShardRouter.USERS, bareJid.toString()).ask(command::apply, max);
  }

  private static CompletionStage<Boolean> done(CompletionStage<AccountReply> asked) {
    return asked.thenApply(
        reply -> {
          requireAnswer(reply);
          return reply instanceof AccountReply.Done;
        });
  }

  /** The journal is slow or gone: no answer is not the answer no. */
  static void requireAnswer(AccountReply reply) {
    if (reply instanceof AccountReply.TryLater) {
      throw new TryLaterException();
    }
  }

  /** The account could not be asked now. */
  static final class TryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TryLaterException() {
      super("the journal does not answer in time");
    }
  }
}
