package im.balcony.edge.keys;

import akka.actor.typed.ActorSystem;
import im.balcony.edge.cluster.EntityMembers;
import im.balcony.edge.cluster.MemberDesk;
import im.balcony.edge.cluster.NodeAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The members that have entities. A node that joins is seen by every other one before it is up, and
 * asks for the keys when it is up: so a step that told all members leaves nobody behind.
 */
record ClusterHolders(ActorSystem<?> system) implements Holders {
  /** More than the insert of a data key may take. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  @Override
  public List<Holder> now() {
    return EntityMembers.all(system).stream()
        .map(member -> new Holder(NodeAddress.of(member), member.uniqueAddress().longUid()))
        .toList();
  }

  @Override
  public CompletionStage<MasterKeyDesk.Kept> tell(Holder holder, String masterKeys) {
    return new MemberDesk(system, MasterKeyDesk.NAME)
        .ask(holder.address(), replyTo -> new MasterKeyDesk.Keep(masterKeys, replyTo), ANSWER_MAX);
  }
}
