package im.balcony.edge.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import im.balcony.edge.StartProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A node's way into its cluster: by a member that answered, or as the first one. */
public final class JoinedCluster {
  /** All nodes of a cluster carry this name. */
  public static final String SYSTEM = "balcony";

  private JoinedCluster() {}

  /** Whom to ask for a cluster to join: the one that was named, else the ones seen last. */
  public static List<NodeAddress> candidates(String join, Path membersFile) throws StartProblem {
    return join.isEmpty() ? KnownMembers.read(membersFile) : List.of(NodeAddress.parse(join));
  }

  /** Joins and waits until this node is up. */
  public static void join(ActorSystem<?> system, Optional<NodeAddress> through, Duration max)
      throws StartProblem {
    var cluster = Cluster.get(system);
    var target =
        through
            .map(member -> new Address("akka", SYSTEM, member.host(), member.port()))
            .orElse(cluster.selfMember().address());
    var up = up(system);
    cluster.manager().tell(Join.create(target));
    await(
        up,
        "the cluster at %s did not take this node within %d s: its log says why (same release, same settings?)"
            .formatted(target.hostPort(), max.toSeconds()),
        max);
  }

  /** Done when this node is a member that the others count on. */
  static CompletableFuture<MemberStatus> up(ActorSystem<?> system) {
    var cluster = Cluster.get(system);
    var up = new CompletableFuture<MemberStatus>();
    system.systemActorOf(
        Behaviors.<SelfUp>setup(
            context -> {
              cluster.subscriptions().tell(Subscribe.create(context.getSelf(), SelfUp.class));
              return Behaviors.receiveMessage(
                  selfUp -> {
                    up.complete(MemberStatus.up());
                    return Behaviors.stopped();
                  });
            }),
        "balcony-self-up",
        Props.empty());
    return up;
  }

  /** From now on those who want to join get an answer here. */
  public static void answerJoiners(
      ActorSystem<?> system, Supplier<SharedSettings> settings, Path membersFile) {
    system.systemActorOf(KnownMembers.keep(membersFile), "balcony-known-members", Props.empty());
    system.systemActorOf(SettingsDesk.create(settings), SettingsDesk.NAME, Props.empty());
  }

  static void await(CompletableFuture<MemberStatus> up, String problem, Duration max)
      throws StartProblem {
    try {
      up.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StartProblem(problem, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("interrupted while joining the cluster", e);
    }
  }
}
