package im.balcony.edge.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An actor that stands under this name on each member, reached by the cluster's port. */
public record MemberDesk(ActorSystem<?> system, String name) {

  /**
   * @param answerMax for finding it, and for its answer
   */
  public <Q, A> CompletionStage<A> ask(
      NodeAddress member, Function<ActorRef<A>, Q> question, Duration answerMax) {
    var path = "akka://%s@%s/system/%s".formatted(JoinedCluster.SYSTEM, member, name);
    return Adapter.toClassic(system)
        .actorSelection(path)
        .resolveOne(answerMax)
        .thenCompose(
            found ->
                AskPattern.ask(
                    Adapter.<Q>toTyped(found), question::apply, answerMax, system.scheduler()));
  }
}
