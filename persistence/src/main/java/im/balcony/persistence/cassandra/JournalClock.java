package im.balcony.persistence.cassandra;

import akka.actor.ClassicActorSystemProvider;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** What time it is for one node of Cassandra: the one that answers first. Milliseconds. */
public final class JournalClock {
  private static final String NOW = "SELECT toTimestamp(now()) AS now FROM system.local";

  private final CqlStatements cql;

  private JournalClock(CqlStatements cql) {
    this.cql = cql;
  }

  public static JournalClock of(ClassicActorSystemProvider system) {
    return new JournalClock(CqlStatements.of(system));
  }

  /** Of the moment in which it is asked; fails when nobody answers. */
  public CompletionStage<Instant> now() {
    return cql.one(NOW)
        .thenApply(row -> Objects.requireNonNull(row, "system.local has one row").getInstant("now"))
        .thenApply(now -> Objects.requireNonNull(now, "now() is never null"));
  }
}
