package im.balcony.edge.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import im.balcony.edge.StartProblem;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * A node's way into a cluster whose members nobody names: all that look for it ask each other, and
 * the one with the lowest address forms it when none of them knows one (Akka Management's Cluster
 * Bootstrap).
 */
public final class DiscoveredCluster {
  private DiscoveredCluster() {}

  /**
   * Waits until this node is up.
   *
   * @param max for the other nodes to appear, too
   */
  public static void join(ActorSystem<?> system, Duration max) throws StartProblem {
    var classic = Adapter.toClassic(system);
    var up = JoinedCluster.up(system);
    try {
      AkkaManagement.get(classic).start().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new StartProblem(
          "the port of balcony.cluster.discovery cannot be opened: " + e.getCause(), e);
    }
    ClusterBootstrap.get(classic).start();
    JoinedCluster.await(
        up,
        "no cluster was found or formed within %d s: are as many nodes with entities up as balcony.cluster.discovery.required-contact-points says? Its log says whom it found"
            .formatted(max.toSeconds()),
        max);
  }
}
