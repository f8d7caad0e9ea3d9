package im.balcony.edge.data;

import com.typesafe.config.Config;
import im.balcony.edge.Progress;
import im.balcony.edge.StartProblem;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.embedded.EmbeddedCassandra;
import im.balcony.persistence.embedded.EmbeddedCassandraListener;
import im.balcony.persistence.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The Cassandra of a node: its own child process, or a cluster that exists. */
public final class JournalPlace {
  private static final Duration PROBE_EVERY = Duration.ofMillis(200);

  private final List<String> contactPoints;
  private final Answer answer;

  private interface Answer {
    void await() throws StartProblem;
  }

  private JournalPlace(List<String> contactPoints, Answer answer) {
    this.contactPoints = contactPoints;
    this.answer = answer;
  }

  /**
   * Starts or finds it; other steps of the start go on until {@link #awaitAnswer}.
   *
   * @param restarted is told whenever the own child has ended and is started again
   */
  public static JournalPlace open(
      Config config,
      DataFolder folder,
      boolean embedded,
      OpenedParts parts,
      Progress progress,
      Runnable restarted)
      throws StartProblem {
    if (!embedded) {
      return external(config, progress);
    }
    var cassandra =
        parts.add(EmbeddedCassandra.launch(settings(config, folder), told(progress, restarted)));
    var contact = cassandra.contactPoint();
    return new JournalPlace(
        List.of(contact.getHostString() + ":" + contact.getPort()), cassandra::awaitReady);
  }

  public List<String> contactPoints() {
    return contactPoints;
  }

  /** Waits for its first answer. */
  public void awaitAnswer() throws StartProblem {
    answer.await();
  }

  private static EmbeddedCassandraSettings settings(Config config, DataFolder folder)
      throws StartProblem {
    var own = config.getConfig("balcony.cassandra.embedded");
    return new EmbeddedCassandraSettings(
        CassandraPlace.libraries().toAbsolutePath().normalize(),
        folder.cassandraFolder(),
        port(own.getInt("native-port")),
        port(own.getInt("storage-port")),
        own.getInt("heap-megabytes"),
        own.getString("commitlog-sync"),
        own.getBoolean("unsafe-system"),
        own.getBoolean("unsafe-system"),
        Duration.ofSeconds(config.getInt("balcony.cassandra.start-seconds-max")));
  }

  private static int port(int configured) throws StartProblem {
    if (configured > 0) {
      return configured;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartProblem("no free port for Cassandra: " + e.getMessage(), e);
    }
  }

  private static EmbeddedCassandraListener told(Progress progress, Runnable restarted) {
    return new EmbeddedCassandraListener() {
      @Override
      public void starting(Duration waited) {
        progress.at("waiting for Cassandra, %d s".formatted(waited.toSeconds()));
      }

      @Override
      public void ready(Duration waited) {
        progress.at("Cassandra answers after %.1f s".formatted(waited.toMillis() / 1000.0));
      }

      @Override
      public void died(int exitCode, Duration restartIn) {
        restarted.run();
        progress.at("Cassandra ended with code %d and is started again".formatted(exitCode));
      }

      @Override
      public void diskFull(String problem) {
        restarted.run();
        progress.at(problem + ": Cassandra goes on by itself then");
      }

      @Override
      public void gaveUp(int exitCode) {
        progress.at(
            "Cassandra ends again and again (code %d): see its log in the data folder, then start this node again"
                .formatted(exitCode));
      }
    };
  }

  private static JournalPlace external(Config config, Progress progress) throws StartProblem {
    var points = config.getStringList("balcony.cassandra.contact-points");
    var places = new ArrayList<CassandraPlace>();
    for (var point : points) {
      places.add(CassandraPlace.parse(point));
    }
    var max = Duration.ofSeconds(config.getInt("balcony.cassandra.start-seconds-max"));
    return new JournalPlace(
        places.stream().map(CassandraPlace::toString).toList(),
        () -> awaitAny(places, max, progress));
  }

  private static void awaitAny(List<CassandraPlace> places, Duration max, Progress progress)
      throws StartProblem {
    var end = System.nanoTime() + max.toNanos();
    progress.at("waiting for Cassandra at " + places);
    while (places.stream().noneMatch(CassandraPlace::answers)) {
      if (System.nanoTime() > end) {
        throw new StartProblem(
            "Cassandra does not answer at %s within %d s: is it up, and is balcony.cassandra.contact-points right?"
                .formatted(places, max.toSeconds()));
      }
      LockSupport.parkNanos(PROBE_EVERY.toNanos());
    }
  }
}
