package im.balcony.persistence.testkit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Cassandra for all test classes of a JVM, started by the first that asks for it.
 *
 * <p>Each test class takes a keyspace of its own with {@link #freshKeyspace}.
 */
public final class EmbeddedCassandraExtension implements BeforeAllCallback {
  private static final AtomicInteger KEYSPACES = new AtomicInteger();

  private volatile String contactPoint = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    var running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(EmbeddedCassandraExtension.class))
            .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    contactPoint = running.cassandra.contactPoint();
  }

  /** As {@code balcony.cassandra.contact-points} wants it. */
  public String contactPoint() {
    return contactPoint;
  }

  /** A session of the caller's own, to look at tables from outside. */
  public CqlSession newSession() {
    return newSession(CqlSession.builder());
  }

  public CqlSession newSession(CqlSessionBuilder builder) {
    var port = Integer.parseInt(contactPoint.substring(contactPoint.lastIndexOf(':') + 1));
    return builder
        .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .withLocalDatacenter("datacenter1")
        .build();
  }

  /**
   * Settings of a node on this Cassandra with a keyspace that nobody else uses: what cluster-config
   * would say about persistence, and nothing about clusters.
   */
  public Config freshKeyspace() {
    var keyspace = "test_" + KEYSPACES.incrementAndGet();
    return ConfigFactory.load(
        ConfigFactory.parseString(
                """
            balcony.cassandra {
              contact-points = ["%s"]
              keyspace = "%s"
            }
            """
                    .formatted(contactPoint, keyspace))
            .withFallback(ConfigFactory.parseResources("cassandra-test.conf"))
            .withFallback(ConfigFactory.parseResources("balcony-persistence.conf")));
  }

  private static final class Running implements AutoCloseable {
    private final TestCassandra cassandra = TestCassandra.start();

    @Override
    public void close() {
      cassandra.close();
    }
  }
}
