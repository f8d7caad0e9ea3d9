package im.balcony.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cassandra as a child process: started, watched, started again when it dies alone, stopped.
 *
 * <p>The child ends with this process even when that is killed, see {@link CassandraChild}.
 */
public final class EmbeddedCassandra implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCassandra.class);
  private static final Duration PROBE_EVERY = Duration.ofMillis(20);
  private static final Duration RESTART_DELAY = Duration.ofMillis(100);
  private static final Duration RESTART_DELAY_MAX = Duration.ofSeconds(5);
  private static final Duration STABLE_AFTER = Duration.ofSeconds(5);
  private static final Duration SHARE_CLASSES_AFTER = Duration.ofSeconds(15);
  private static final int FAILED_STARTS_MAX = 8;
  private static final Duration ROOM_CHECK_EVERY = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private final EmbeddedCassandraSettings settings;
  private final EmbeddedCassandraListener listener;
  private final CassandraProcess launcher;
  private final Thread watch = new Thread(this::watch, "cassandra-watch");
  private volatile Process process;
  private volatile boolean stopping;
  private volatile boolean answered;
  private volatile long launched = System.nanoTime();
  private int failedStarts; // only the watching thread's

  private EmbeddedCassandra(
      EmbeddedCassandraSettings settings, EmbeddedCassandraListener listener, Process first) {
    this.settings = settings;
    this.listener = listener;
    this.launcher = new CassandraProcess(settings);
    this.process = first;
    watch.setDaemon(true);
  }

  /**
   * Starts it and waits for the first CQL answer.
   *
   * @throws DataFolderLocked when another daemon works on its folder
   * @throws PortOccupied when one of its ports is taken
   * @throws StartRefusedException when the disk is full, or it ends or does not answer in time
   */
  public static EmbeddedCassandra start(
      EmbeddedCassandraSettings settings, EmbeddedCassandraListener listener) {
    var cassandra = launch(settings, listener);
    cassandra.awaitReady();
    return cassandra;
  }

  /**
   * Starts it and returns while it is on its way: a node has other things to do meanwhile. It can
   * be closed at any time.
   */
  public static EmbeddedCassandra launch(
      EmbeddedCassandraSettings settings, EmbeddedCassandraListener listener) {
    var launcher = new CassandraProcess(settings);
    try {
      launcher.awaitFormerChild();
      var room = DiskRoom.of(settings.folder());
      if (room.isMissing()) {
        throw new StartRefusedException(room.problem(settings.folder()));
      }
      CqlProbe.requireFree(settings.nativePort(), "Cassandra's CQL");
      CqlProbe.requireFree(settings.storagePort(), "Cassandra's storage");
      return new EmbeddedCassandra(settings, listener, launcher.start());
    } catch (IOException e) {
      throw new StartRefusedException(
          "Cassandra cannot be started in " + settings.folder() + ": " + e.getMessage(), e);
    }
  }

  /** Waits for the first CQL answer after {@link #launch}, and watches it from then on. */
  public void awaitReady() {
    try {
      awaitFirstAnswer();
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
    watch.start();
    shareClassesLater();
  }

  public InetSocketAddress contactPoint() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.nativePort());
  }

  public Path logFile() {
    return launcher.logFile();
  }

  /** The process that runs now; another one after a restart. */
  public long pid() {
    return process.pid();
  }

  public boolean isReady() {
    return process.isAlive() && CqlProbe.answers(contactPoint());
  }

  /** Stops it as it likes to be stopped, and by force if that takes too long. */
  @Override
  public void close() {
    stopping = true;
    launcher.stopSharing();
    var last = process;
    // by its handle: Process.destroy() closes the pipe as well, and that is no orderly stop
    last.toHandle().destroy();
    try {
      if (!last.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Cassandra did not stop in {}: killed", STOP_MAX);
        last.destroyForcibly().waitFor();
      }
      watch.interrupt();
      watch.join(STOP_MAX.toMillis());
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitFirstAnswer() {
    var told = Duration.ZERO;
    while (!CqlProbe.answers(contactPoint())) {
      var waited = sinceLaunch();
      if (!process.isAlive()) {
        throw new StartRefusedException(
            "Cassandra ended at start with code "
                + process.exitValue()
                + "; the reason is in "
                + logFile());
      }
      if (waited.compareTo(settings.startMax()) > 0) {
        throw new StartRefusedException(
            "Cassandra does not answer after " + waited.toSeconds() + " s; see " + logFile());
      }
      if (waited.toSeconds() > told.toSeconds()) {
        told = waited;
        listener.starting(waited);
      }
      LockSupport.parkNanos(PROBE_EVERY.toNanos());
    }
    answered = true;
    listener.ready(sinceLaunch());
  }

  private Duration sinceLaunch() {
    return Duration.ofNanos(System.nanoTime() - launched);
  }

  /** Not at once: a start has better things to do, and a short life gains nothing by it. */
  private void shareClassesLater() {
    CompletableFuture.delayedExecutor(SHARE_CLASSES_AFTER.toSeconds(), TimeUnit.SECONDS)
        .execute(
            () -> {
              try {
                if (!stopping) {
                  var unused = launcher.shareClasses();
                }
              } catch (IOException e) {
                LOG.info("Cassandra's next start will be no quicker: {}", e.getMessage());
              }
            });
  }

  private void watch() {
    var deaths = 0; // one after the other, each soon after its start
    try {
      while (!stopping) {
        var begun = System.nanoTime();
        var exitCode = process.waitFor();
        if (stopping) {
          return;
        }
        if (waitedForRoom()) {
          deaths = 0;
          failedStarts = 0;
          startAgain();
          continue;
        }
        var lived = Duration.ofNanos(System.nanoTime() - begun);
        deaths = lived.compareTo(STABLE_AFTER) < 0 ? deaths + 1 : 1;
        failedStarts = answered ? 0 : failedStarts + 1;
        if (failedStarts > FAILED_STARTS_MAX) {
          LOG.error("Cassandra cannot be started, code {}: given up, see {}", exitCode, logFile());
          listener.gaveUp(exitCode);
          return;
        }
        var delay = restartDelay(deaths);
        LOG.warn("Cassandra died with code {}, starts again in {}", exitCode, delay);
        listener.died(exitCode, delay);
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() wants this thread to end
    }
  }

  /**
   * Cassandra ends itself when it cannot write (disk_failure_policy and commit_failure_policy
   * "die"). On a full disk it could not even start, so that waits, however long, until the operator
   * has made room; tells whether it had to.
   */
  private boolean waitedForRoom() throws InterruptedException {
    var room = DiskRoom.of(settings.folder());
    if (!room.isMissing()) {
      return false;
    }
    LOG.error("{}: Cassandra goes on by itself then", room.problem(settings.folder()));
    listener.diskFull(room.problem(settings.folder()));
    while (!stopping && room.isMissing()) {
      TimeUnit.NANOSECONDS.sleep(ROOM_CHECK_EVERY.toNanos());
      room = DiskRoom.of(settings.folder());
    }
    LOG.warn("{} MB are free again: Cassandra starts", room.freeMegabytes());
    return true;
  }

  static Duration restartDelay(int deaths) {
    var delay = RESTART_DELAY.multipliedBy(1L << Math.min(deaths - 1, 16));
    return delay.compareTo(RESTART_DELAY_MAX) > 0 ? RESTART_DELAY_MAX : delay;
  }

  private void startAgain() {
    answered = false;
    try {
      launched = System.nanoTime();
      process = launcher.start();
      if (stopping) {
        process.destroyForcibly();
        return;
      }
      awaitFirstAnswer();
    } catch (IOException | StartRefusedException e) {
      LOG.warn("Cassandra could not be started again: {}", e.getMessage());
      process.destroyForcibly();
    }
  }
}
