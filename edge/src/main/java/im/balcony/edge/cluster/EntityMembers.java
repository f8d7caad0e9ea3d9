package im.balcony.edge.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.List;
import java.util.stream.StreamSupport;

/** The members of the cluster that have entities, and so master keys. */
public final class EntityMembers {
  /** As the overlays of the roles say. */
  public static final String ROLE = "actor";

  private EntityMembers() {}

  /** In whatever state: until it is removed a member may still work. */
  public static List<Member> all(ActorSystem<?> system) {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.hasRole(ROLE))
        .filter(member -> !member.status().equals(MemberStatus.removed()))
        .toList();
  }

  /** Those that can be asked, without this node. */
  public static List<NodeAddress> othersUp(ActorSystem<?> system) {
    var self = Cluster.get(system).selfMember().uniqueAddress();
    return all(system).stream()
        .filter(member -> member.status().equals(MemberStatus.up()))
        .filter(member -> !member.uniqueAddress().equals(self))
        .map(NodeAddress::of)
        .toList();
  }
}
