package im.balcony.persistence.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.oss.driver.api.core.CqlSession;
import im.balcony.persistence.testkit.FreePorts;
import im.balcony.persistence.testkit.SmallDisk;
import im.balcony.persistence.testkit.TestCassandra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HARDENING F13 for the embedded Cassandra alone: again and again its disk is full. */
@Tag("cluster")
final class FullDiskTest {
  private static final int DISK_MEGABYTES = 320;
  private static final int FILLED_TIMES = Integer.getInteger("balcony.disk.fills", 3);
  private static final int VALUE_BYTES = 2_000;
  private static final Duration DEATH_MAX = Duration.ofMinutes(2);
  private static final Duration BOOT_MAX = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Semaphore ready = new Semaphore(0);
  private long acknowledged;

  @Test
  void whatWasAcknowledgedBeforeADiskWasFullIsThereWhenThereIsRoomAgain() throws Exception {
    try (var disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        var cassandra = EmbeddedCassandra.start(settings(disk), listener())) {
      makeTable(cassandra);
      for (var time = 1; time <= FILLED_TIMES; time++) {
        ready.drainPermits();
        disk.fillBut(3 * time);
        writeUntilRefused(cassandra);
        var times = time;
        await().atMost(DEATH_MAX).until(() -> told.size() == times);
        disk.makeRoom();
        await().atMost(BOOT_MAX).until(ready::tryAcquire);
        assertEquals(acknowledged, stored(cassandra));
      }
      assertTrue(told.get(0).matches(".*full: \\d+ MB free, \\d+ needed; make room"), told.get(0));
    }
  }

  @Test
  void aStartOnAFullDiskIsRefusedInOneLine() throws Exception {
    try (var disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES)) {
      disk.fillBut(10);
      var refused =
          assertThrows(
              StartRefusedException.class,
              () -> EmbeddedCassandra.start(settings(disk), EmbeddedCassandraListener.SILENT));
      assertEquals(
          "the disk of %s is full: 10 MB free, 64 needed; make room"
              .formatted(settings(disk).folder()),
          refused.getMessage());
    }
  }

  private EmbeddedCassandraListener listener() {
    return new EmbeddedCassandraListener() {
      @Override
      public void ready(Duration waited) {
        ready.release();
      }

      @Override
      public void diskFull(String problem) {
        told.add(problem);
      }
    };
  }

  private void writeUntilRefused(EmbeddedCassandra cassandra) {
    try (var session = session(cassandra)) {
      var insert = session.prepare("INSERT INTO k.t (p, c, v) VALUES (0, ?, ?)");
      var value = "v".repeat(VALUE_BYTES);
      while (true) {
        try {
          session.execute(insert.bind(acknowledged, value));
        } catch (RuntimeException refused) {
          return;
        }
        acknowledged++;
      }
    }
  }

  /** How many of the acknowledged are there; whether the refused one is, nobody was told. */
  private long stored(EmbeddedCassandra cassandra) {
    try (var session = session(cassandra)) {
      var row =
          session.execute("SELECT count(*) FROM k.t WHERE p = 0 AND c < ?", acknowledged).one();
      return row == null ? -1 : row.getLong(0);
    }
  }

  private static void makeTable(EmbeddedCassandra cassandra) {
    try (var session = session(cassandra)) {
      session.execute(
          "CREATE KEYSPACE k WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE k.t (p int, c bigint, v text, PRIMARY KEY (p, c))");
    }
  }

  private static CqlSession session(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter("datacenter1")
        .build();
  }

  private static EmbeddedCassandraSettings settings(SmallDisk disk) throws Exception {
    return EmbeddedCassandraSettings.of(
            TestCassandra.libFolder(),
            Files.createDirectories(disk.path().resolve("cassandra")),
            FreePorts.next(),
            FreePorts.next())
        .forTests()
        .withUnsafeSystem(false);
  }
}
