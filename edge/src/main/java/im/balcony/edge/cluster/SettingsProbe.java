package im.balcony.edge.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeRole;
import im.balcony.edge.StartProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks members of a cluster for its settings before this node has an actor system of its own: a
 * short-lived one does it, by the cluster's own port and under its TLS.
 */
public final class SettingsProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsProbe.class);
  private static final Duration ASK_EVERY = Duration.ofMillis(200);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final ActorSystem<Void> system;
  private final SettingsQuestion question;

  private SettingsProbe(ActorSystem<Void> system, boolean withEntities) {
    this.system = system;
    this.question = new SettingsQuestion(system, withEntities);
  }

  public static SettingsProbe open(Config config, NodeRole role) {
    var probe =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.actor.provider", "remote",
                    "akka.remote.artery.canonical.port", 0,
                    // That it is no cluster member is meant so; that its peer is gone is told
                    // below.
                    "akka.loglevel", "ERROR",
                    "akka.coordinated-shutdown.exit-jvm", "off"))
            .withFallback(config);
    return new SettingsProbe(
        ActorSystem.create(Behaviors.empty(), JoinedCluster.SYSTEM, probe), role.hasEntities());
  }

  /** The settings of the first of these nodes that answers. */
  public Optional<Answer> ask(List<NodeAddress> members) {
    for (var member : members) {
      if (member.isListening()) {
        var settings = question.ask(member);
        if (settings.isPresent()) {
          return settings.map(found -> new Answer(member, found));
        }
      }
    }
    return Optional.empty();
  }

  /** Asks again and again until one answers or the time is over. */
  public Answer await(List<NodeAddress> members, Duration max) throws StartProblem {
    var end = System.nanoTime() + max.toNanos();
    do {
      var answer = ask(members);
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(ASK_EVERY.toNanos());
    } while (System.nanoTime() < end);
    throw new StartProblem(
        "no node answers at %s within %d s: is it running and ready, and is that its cluster port?"
            .formatted(members, max.toSeconds()));
  }

  @Override
  public void close() {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the asking actor system does not stop: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Which node answered, and what. */
  public record Answer(NodeAddress member, SharedSettings settings) {}
}
