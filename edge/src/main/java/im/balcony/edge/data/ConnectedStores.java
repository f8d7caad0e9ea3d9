package im.balcony.edge.data;

import akka.actor.typed.ActorSystem;
import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.typesafe.config.Config;
import im.balcony.edge.StartProblem;
import im.balcony.persistence.Stores;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The tables of the server, asked once: a node says that it is ready only when they answer. */
public final class ConnectedStores {
  /** Nobody's address: to look it up touches the schema and nothing else. */
  private static final Jid NOBODY = Jid.of("nobody", "balcony.invalid", null);

  private ConnectedStores() {}

  public static Stores open(ActorSystem<?> system, MasterKeys masters, Config config)
      throws StartProblem {
    return answered(
        config,
        () -> {
          var stores = Stores.cassandra(system, masters);
          return stores.incarnations().find(NOBODY).thenApply(nobody -> stores);
        });
  }

  /** Refuses a start with other master keys than those that the data was written with. */
  public static void requireMasters(Stores stores, Config config, Path masterKeyFile)
      throws StartProblem {
    var missing = answered(config, () -> stores.keys().missingMasters());
    if (!missing.isEmpty()) {
      throw new StartProblem(
          "%s lacks the master key that keyspace %s was written with (%s): restore it, or join the node that has it with --join"
              .formatted(masterKeyFile, config.getString("balcony.cassandra.keyspace"), missing));
    }
  }

  private static <T> T answered(Config config, Supplier<CompletionStage<T>> question)
      throws StartProblem {
    var secondsMax = config.getInt("balcony.cassandra.start-seconds-max");
    var keyspace = config.getString("balcony.cassandra.keyspace");
    try {
      return question.get().toCompletableFuture().get(secondsMax, TimeUnit.SECONDS);
    } catch (ExecutionException | RuntimeException e) {
      throw new StartProblem(
          "Cassandra refuses keyspace %s (%s): check balcony.cassandra, its credentials and data center"
              .formatted(keyspace, reason(e, config)),
          e);
    } catch (TimeoutException e) {
      throw new StartProblem(
          "Cassandra's keyspace %s was not ready within %d s: see its log"
              .formatted(keyspace, secondsMax),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("interrupted while waiting for Cassandra", e);
    }
  }

  private static String reason(Throwable failure, Config config) {
    var cause = failure;
    var username = config.getString("balcony.cassandra.username");
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof AllNodesFailedException all
        && all.getAllErrors().values().stream()
            .flatMap(List::stream)
            .anyMatch(AuthenticationException.class::isInstance)) {
      return username.isEmpty()
          ? "it asks for credentials"
          : "it does not take the password of user " + username;
    }
    if (cause instanceof NoNodeAvailableException) {
      return "no node of its data center %s answers"
          .formatted(config.getString("balcony.cassandra.local-datacenter"));
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
