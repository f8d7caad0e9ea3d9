package im.balcony.actors.start;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.routing.Domains;
import im.balcony.actors.routing.RemoteArrivals;
import im.balcony.actors.routing.ShardRouter;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the streams of this node bring goes to the entity that stands for its sender. A message is
 * offered until it is settled; of anything else nobody could tell whether it came once or twice, so
 * it is offered once.
 */
final class ShardedArrivals implements RemoteArrivals {
  private final ClusterSharding sharding;
  private final Domains domains;
  private final RepeatedQuestion question;
  private final String node;
  private final AtomicLong last = new AtomicLong();

  /**
   * Prepares it.
   *
   * @param node names this run of this node among all
   */
  ShardedArrivals(
      ClusterSharding sharding, Domains domains, RepeatedQuestion question, String node) {
    this.sharding = sharding;
    this.domains = domains;
    this.question = question;
    this.node = node;
  }

  @Override
  public CompletionStage<Void> accept(Stanza stanza) {
    var from = stanza.from();
    if (from == null || stanza.to() == null || !domains.isElsewhere(from.domain())) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("not from another server: " + from));
    }
    var sender = sharding.<UserCommand>entityRefFor(ShardRouter.USERS, from.bare().toString());
    var arrival = node + '-' + last.incrementAndGet();
    var turns =
        stanza instanceof Message ? question : new RepeatedQuestion(question.max(), question.max());
    CompletionStage<UserCommand.RemoteSettled> settled =
        turns.ask(
            () ->
                sender.ask(
                    replyTo -> new UserCommand.RemoteStanza(arrival, stanza, replyTo),
                    turns.every()),
            reply -> true);
    return settled.thenAccept(reply -> {});
  }
}
