package im.balcony.edge.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import im.balcony.edge.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other members seen last, kept in the data folder: a node that comes back must find the
 * cluster it was part of, not form a second one on the same journal.
 */
final class KnownMembers {
  private static final Logger LOG = LoggerFactory.getLogger(KnownMembers.class);
  private static final int MEMBERS_MAX = 100;

  private KnownMembers() {}

  static List<NodeAddress> read(Path file) throws StartProblem {
    try {
      var members = new ArrayList<NodeAddress>();
      if (Files.exists(file)) {
        for (var line : Files.readAllLines(file)) {
          if (!line.isBlank() && members.size() < MEMBERS_MAX) {
            members.add(NodeAddress.parse(line.strip()));
          }
        }
      }
      return members;
    } catch (IOException e) {
      throw new StartProblem("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Keeps the file true while the node runs. */
  static Behavior<ClusterEvent.ClusterDomainEvent> keep(Path file) {
    return Behaviors.setup(
        context -> {
          var cluster = Cluster.get(context.getSystem());
          cluster
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), ClusterEvent.ClusterDomainEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                if (event instanceof ClusterEvent.MemberEvent) {
                  write(file, others(cluster));
                }
                return Behaviors.same();
              });
        });
  }

  private static List<String> others(Cluster cluster) {
    var self = cluster.selfMember().uniqueAddress();
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> !member.uniqueAddress().equals(self))
        .map(member -> NodeAddress.of(member).toString())
        .limit(MEMBERS_MAX)
        .toList();
  }

  private static void write(Path file, List<String> members) {
    if (members.isEmpty()) {
      // The last ones seen stay known: they may be the majority that lost sight of this node.
      return;
    }
    try {
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.write(next, members);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("the members of the cluster cannot be kept in {}: {}", file, e.getMessage());
    }
  }
}
