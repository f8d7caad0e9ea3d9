package im.balcony.persistence.cassandra;

import akka.actor.ClassicActorSystemProvider;
import akka.stream.alpakka.cassandra.CassandraSessionSettings;
import akka.stream.alpakka.cassandra.javadsl.CassandraSession;
import akka.stream.alpakka.cassandra.javadsl.CassandraSessionRegistry;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prepared statements on Alpakka's session: prepared once, again after a failure. */
public final class CqlStatements {
  private static final String CONFIG = "balcony.content";
  private static final String PROFILE = "akka-persistence-cassandra-profile";

  private final CassandraSession session;
  private final String keyspace;
  private final ConcurrentMap<String, CompletionStage<PreparedStatement>> prepared =
      new ConcurrentHashMap<>();

  private CqlStatements(CassandraSession session, String keyspace) {
    this.session = session;
    this.keyspace = keyspace;
  }

  public static CqlStatements of(ClassicActorSystemProvider system) {
    var session =
        CassandraSessionRegistry.get(system).sessionFor(CassandraSessionSettings.create(CONFIG));
    var config = system.classicSystem().settings().config();
    return new CqlStatements(session, config.getString("balcony.cassandra.keyspace"));
  }

  /** Done when Cassandra has answered and the schema stands. */
  public CompletionStage<Void> connected() {
    return session.underlying().thenApply(connected -> null);
  }

  String table(String name) {
    return keyspace + "." + name;
  }

  CompletionStage<AsyncResultSet> execute(String cql, Object... values) {
    return session.underlying().thenCompose(connected -> execute(connected, cql, values));
  }

  CompletionStage<Void> write(String cql, Object... values) {
    return execute(cql, values).thenApply(done -> null);
  }

  CompletionStage<@Nullable Row> one(String cql, Object... values) {
    return execute(cql, values).thenApply(AsyncResultSet::one);
  }

  <T> CompletionStage<List<T>> all(Function<Row, T> read, String cql, Object... values) {
    return execute(cql, values).thenCompose(page -> collect(page, read, new ArrayList<>()));
  }

  private CompletionStage<AsyncResultSet> execute(
      CqlSession connected, String cql, Object... values) {
    return prepared
        .computeIfAbsent(cql, connected::prepareAsync)
        .whenComplete(
            (statement, failure) -> {
              if (failure != null) {
                prepared.remove(cql);
              }
            })
        .thenCompose(
            statement ->
                connected.executeAsync(
                    statement
                        .bind(values)
                        .setExecutionProfileName(PROFILE)
                        .setSerialConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL)));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> read, List<T> into) {
    page.currentPage().forEach(row -> into.add(read.apply(row)));
    if (!page.hasMorePages()) {
      return CompletableFuture.completedFuture(into);
    }
    return page.fetchNextPage().thenCompose(next -> collect(next, read, into));
  }
}
