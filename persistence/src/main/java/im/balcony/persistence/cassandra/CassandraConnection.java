package im.balcony.persistence.cassandra;

import akka.actor.ActorSystem;
import akka.stream.alpakka.cassandra.CqlSessionProvider;
import akka.stream.alpakka.cassandra.DriverConfigLoaderFromConfig;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import im.balcony.persistence.schema.CassandraSchema;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * The one driver session of an actor system, for both journals, their snapshots and our tables.
 *
 * <p>One set of connections batches its writes better than three, and starts once. The first use
 * makes the schema where that is wanted. Named in the plugins' {@code session-provider}.
 */
public final class CassandraConnection implements CqlSessionProvider {
  private static final ConcurrentMap<ActorSystem, CompletionStage<CqlSession>> SESSIONS =
      new ConcurrentHashMap<>();

  private final ActorSystem system;
  private final Config plugin;

  public CassandraConnection(ActorSystem system, Config plugin) {
    this.system = system;
    this.plugin = plugin;
  }

  @Override
  public Future<CqlSession> connect(ExecutionContext executionContext) {
    var session = SESSIONS.computeIfAbsent(system, this::open);
    session.whenComplete(
        (connected, failure) -> {
          if (failure != null) {
            SESSIONS.remove(system, session); // the next one tries anew
          }
        });
    return FutureConverters.asScala(session);
  }

  private CompletionStage<CqlSession> open(ActorSystem opening) {
    opening.registerOnTermination(() -> SESSIONS.remove(opening));
    var driver = CqlSessionProvider.driverConfig(opening, plugin);
    var balcony = opening.settings().config().getConfig("balcony.cassandra");
    var builder = Epoll.isAvailable() ? new EpollSessionBuilder() : CqlSession.builder();
    builder.withConfigLoader(DriverConfigLoaderFromConfig.fromConfig(driver));
    for (var point : balcony.getStringList("contact-points")) {
      builder.addContactPoint(address(point));
    }
    var username = balcony.getString("username");
    if (!username.isEmpty()) {
      builder.withAuthCredentials(username, password(balcony));
    }
    var connected = builder.buildAsync();
    if (!balcony.getBoolean("create-schema")) {
      return connected;
    }
    var schema =
        new CassandraSchema(balcony.getString("keyspace"), balcony.getString("replication"));
    return connected.thenCompose(
        session -> schema.createWhereMissing(session).thenApply(done -> session));
  }

  private static InetSocketAddress address(String hostAndPort) {
    var colon = hostAndPort.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("a contact point is host:port, not " + hostAndPort);
    }
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  private static String password(Config balcony) {
    var file = balcony.getString("password-file");
    try {
      if (!file.isEmpty()) {
        return Files.readAllLines(Path.of(file)).get(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file of Cassandra's password cannot be read", e);
    }
    @Nullable String value = System.getenv(balcony.getString("password-environment"));
    return value == null ? "" : value;
  }
}
