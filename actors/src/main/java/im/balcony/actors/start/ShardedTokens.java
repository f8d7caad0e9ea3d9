package im.balcony.actors.start;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.routing.ShardRouter;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Clients' tokens, each asked of its User. Asking again is safe: a token that was used is good
 * still, unless the client counts; then it logs in by its password.
 */
record ShardedTokens(ClusterSharding sharding, RepeatedQuestion login) implements ClientTokens {

  @Override
  public CompletionStage<Optional<Outcome>> use(Jid bareJid, Client client, Proof proof) {
    return ask(bareJid, replyTo -> new UserCommand.UseToken(client, proof, replyTo))
        .thenApply(ShardedTokens::outcome);
  }

  private static Optional<Outcome> outcome(AccountReply reply) {
    if (reply instanceof AccountReply.TokenAccepted accepted) {
      return Optional.of(accepted.accepted());
    }
    if (reply instanceof AccountReply.TokenRefused refused) {
      return Optional.of(refused.expired() ? new Expired() : new Refused());
    }
    ShardedAccounts.requireAnswer(reply);
    return Optional.empty();
  }

  @Override
  public CompletionStage<Optional<Token>> loggedIn(Jid bareJid, Client client) {
    return ask(bareJid, replyTo -> new UserCommand.NoteClient(client, replyTo))
        .thenApply(
            reply -> {
              ShardedAccounts.requireAnswer(reply);
              return reply instanceof AccountReply.ClientNoted noted
                  ? Optional.ofNullable(noted.token())
                  : Optional.empty();
            });
  }

  private CompletionStage<AccountReply> ask(
      Jid bareJid, Function<ActorRef<AccountReply>, UserCommand> command) {
    return login.ask(
        () ->
            sharding
                .entityRefFor(ShardRouter.USERS, bareJid.toString())
                .ask(command::apply, login.every()),
        reply -> !(reply instanceof AccountReply.TryLater));
  }
}
