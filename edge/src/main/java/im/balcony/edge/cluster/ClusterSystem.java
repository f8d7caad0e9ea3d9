package im.balcony.edge.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import im.balcony.edge.StartProblem;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor system of a node, from its making to its orderly end. */
public final class ClusterSystem implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterSystem.class);

  private final ActorSystem<Void> system;
  private final Duration stopMax;

  private ClusterSystem(ActorSystem<Void> system, Duration stopMax) {
    this.system = system;
    this.stopMax = stopMax;
  }

  /** Not yet a member of anything; its remoting is bound. */
  public static ClusterSystem create(Config config, List<String> contactPoints)
      throws StartProblem {
    var own = settled(config, contactPoints);
    try {
      return new ClusterSystem(
          ActorSystem.create(Behaviors.empty(), JoinedCluster.SYSTEM, own),
          Duration.ofSeconds(config.getInt("balcony.stop-seconds-max")));
    } catch (RuntimeException e) {
      var root = rootOf(e);
      var why = Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
      throw new StartProblem("the actor system does not start: " + why, e);
    }
  }

  /** What follows from settings that a joining node learns late. */
  static Config settled(Config config, List<String> contactPoints) {
    var learned = config.getConfig("balcony.cassandra");
    return ConfigFactory.empty()
        .withValue(
            "balcony.cassandra.contact-points", ConfigValueFactory.fromIterable(contactPoints))
        .withValue(
            "datastax-java-driver.basic.load-balancing-policy.local-datacenter",
            learned.getValue("local-datacenter"))
        .withValue(
            "akka.cluster.sharding.number-of-shards", config.getValue("balcony.cluster.shards"))
        .withFallback(keyspace(config, learned.getString("keyspace")))
        .withFallback(config);
  }

  /** The plugins took the keyspace when the configuration was resolved, before it was learned. */
  private static Config keyspace(Config config, String keyspace) {
    var value = ConfigValueFactory.fromAnyRef(keyspace);
    var plugins = ConfigFactory.empty();
    for (var plugin : List.of("plugin", "content", "account")) {
      for (var part : List.of("journal", "snapshot")) {
        var path = "balcony.%s.%s.keyspace".formatted(plugin, part);
        if (config.hasPath(path)) {
          plugins = plugins.withValue(path, value);
        }
      }
    }
    return plugins;
  }

  private static Throwable rootOf(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  public ActorSystem<Void> system() {
    return system;
  }

  /** Where the other nodes reach this one. */
  public InetSocketAddress address() {
    var address = Cluster.get(system).selfMember().address();
    return InetSocketAddress.createUnresolved(
        address.getHost().orElse(""), address.getPort().orElse(0));
  }

  /** Leaves the cluster, hands its shards over, ends. */
  @Override
  public void close() {
    if (system.getWhenTerminated().toCompletableFuture().isDone()) {
      return;
    }
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(stopMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the actor system did not stop within {}", stopMax);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
