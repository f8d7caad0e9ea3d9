package im.balcony.edge;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.edge.cluster.JoinedCluster;
import im.balcony.edge.data.CassandraPlace;
import im.balcony.edge.data.ConnectedStores;
import im.balcony.persistence.seal.MasterKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Makes keyspace and tables, by one process that is no node of any cluster. */
public final class SchemaStart {
  private static final Duration PROBE_EVERY = Duration.ofMillis(200);

  private SchemaStart() {}

  /** Waits for Cassandra, makes what is missing, and lets go of it. */
  public static void run(Config config) throws StartProblem {
    awaitCassandra(config);
    var alone =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.actor.provider", "local",
                    "akka.coordinated-shutdown.exit-jvm", "off",
                    "balcony.cassandra.create-schema", "on"))
            .withFallback(config);
    var system = ActorSystem.create(Behaviors.empty(), JoinedCluster.SYSTEM, alone);
    try {
      ConnectedStores.open(system, MasterKeys.fresh(), alone);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private static void awaitCassandra(Config config) throws StartProblem {
    var places = new ArrayList<CassandraPlace>();
    for (var point : config.getStringList("balcony.cassandra.contact-points")) {
      places.add(CassandraPlace.parse(point));
    }
    if (places.isEmpty()) {
      throw new StartProblem(
          "name a Cassandra that exists in balcony.cassandra.contact-points: an embedded one makes"
              + " its tables by itself");
    }
    var max = Duration.ofSeconds(config.getInt("balcony.cassandra.start-seconds-max"));
    var end = System.nanoTime() + max.toNanos();
    while (places.stream().noneMatch(CassandraPlace::answers)) {
      if (System.nanoTime() > end) {
        throw new StartProblem(
            "Cassandra does not answer at %s within %d s".formatted(places, max.toSeconds()));
      }
      LockSupport.parkNanos(PROBE_EVERY.toNanos());
    }
  }
}
