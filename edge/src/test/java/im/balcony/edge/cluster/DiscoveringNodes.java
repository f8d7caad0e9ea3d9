package im.balcony.edge.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.StartProblem;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Actor systems that look for each other, each on a loopback address of its own, as pods do. */
final class DiscoveringNodes implements AutoCloseable {
  private static final Duration UP_MAX = Duration.ofMinutes(3);

  private final List<String> settings;
  private final int clusterPort;
  private final int bootstrapPort;
  private final List<ClusterSystem> open = new ArrayList<>();

  /**
   * @param settings "key=value" of all of them
   */
  DiscoveringNodes(List<String> settings) throws Exception {
    this.settings = settings;
    try (var first = new ServerSocket(0);
        var second = new ServerSocket(0)) {
      clusterPort = first.getLocalPort();
      bootstrapPort = second.getLocalPort();
    }
  }

  /** One that is no member of anything yet. */
  ClusterSystem node(String host, String... more) throws Exception {
    var sets = new ArrayList<>(List.of(more));
    sets.addAll(settings);
    sets.addAll(
        List.of(
            "balcony.cluster.host=" + host,
            "balcony.cluster.port=" + clusterPort,
            "balcony.cluster.discovery.port=" + bootstrapPort,
            "balcony.cluster.discovery.stable-for=1s",
            "balcony.secrets=given",
            "balcony.cassandra.contact-points=[\"127.0.0.1:1\"]"));
    var config = NodeConfig.load(ConfigFactory.empty(), sets, null);
    DiscoverySettings.from(config, NodeRole.of(config.getString("balcony.role")));
    var node = ClusterSystem.create(config, List.of("127.0.0.1:1"));
    synchronized (open) {
      open.add(node);
    }
    return node;
  }

  /** Its way into the cluster; done when it is up. */
  static CompletableFuture<Void> join(ClusterSystem node) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            DiscoveredCluster.join(node.system(), UP_MAX);
          } catch (StartProblem e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "join").start());
  }

  /** The hosts of the members that are up, as this node sees it. */
  static Set<String> members(ActorSystem<?> system) {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .map(DiscoveringNodes::host)
        .collect(Collectors.toSet());
  }

  private static String host(Member member) {
    return member.address().getHost().orElse("");
  }

  @Override
  public void close() {
    // All at the same time: who is last need not wait for who is gone.
    open.parallelStream().forEach(node -> node.system().terminate());
    open.forEach(node -> node.system().getWhenTerminated().toCompletableFuture().join());
  }
}
