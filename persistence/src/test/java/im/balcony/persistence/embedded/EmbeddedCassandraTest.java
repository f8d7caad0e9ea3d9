package im.balcony.persistence.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.oss.driver.api.core.CqlSession;
import im.balcony.persistence.testkit.FreePorts;
import im.balcony.persistence.testkit.TestCassandra;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Cassandra as a process: killed, orphaned, locked out. */
final class EmbeddedCassandraTest {
  private static final Duration BOOT_MAX = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void killedAloneItIsStartedAgainWithEveryAcknowledgedWrite() {
    var settings = settings().withUnsafeSystem(false);
    var readyAgain = new Semaphore(-1);
    var listener =
        new EmbeddedCassandraListener() {
          @Override
          public void ready(Duration waited) {
            readyAgain.release();
          }
        };
    try (var cassandra = EmbeddedCassandra.start(settings, listener)) {
      var firstPid = cassandra.pid();
      var acknowledged = writeUntilKilled(cassandra);
      await().atMost(BOOT_MAX).until(readyAgain::tryAcquire);
      assertNotEquals(firstPid, cassandra.pid());
      try (var session = session(cassandra)) {
        var row = session.execute("SELECT count(*) FROM k.t WHERE p = 0").one();
        var stored = row == null ? -1 : row.getLong(0);
        assertTrue(acknowledged > 0 && stored >= acknowledged, stored + " of " + acknowledged);
      }
    }
    assertFalse(CqlProbe.answers(loopback(settings.nativePort())));
  }

  @Test
  void whenItsParentIsKilledItIsGoneWithinFiveSeconds() throws IOException {
    var settings = settings();
    var parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProcess.class.getName(),
                settings.libFolder().toString(),
                settings.folder().toString(),
                Integer.toString(settings.nativePort()),
                Integer.toString(settings.storagePort()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var child = childOf(parent);
    assertTrue(child.isAlive());
    parent.destroyForcibly();
    // the next start may come at once: it waits for the child to be gone, then has the folder
    new CassandraProcess(settings).awaitFormerChild();
    await().atMost(Duration.ofSeconds(5)).until(() -> !child.isAlive());
  }

  @Test
  void whatATerminalSendsToAllItsProcessesIsLeftToTheParent() throws Exception {
    try (var cassandra = EmbeddedCassandra.launch(settings(), EmbeddedCassandraListener.SILENT)) {
      cassandra.awaitReady();
      var first = cassandra.pid();
      for (var signal : List.of("-INT", "-HUP")) {
        assertEquals(0, new ProcessBuilder("kill", signal, "" + first).start().waitFor());
      }
      // only once, in order: what is sent last is answered after what was sent before
      assertTrue(cassandra.isReady());
      try (var session = session(cassandra)) {
        assertEquals(1, session.execute("SELECT key FROM system.local").all().size());
      }
      assertEquals(first, cassandra.pid());
    }
  }

  @Test
  void threadsThatWaitForRequestsReadAndWriteThemselves() {
    try (var cassandra = EmbeddedCassandra.launch(settings(), EmbeddedCassandraListener.SILENT)) {
      cassandra.awaitReady();
      try (var session = session(cassandra)) {
        makeTable(session);
        var handedOver = handedOver(session);
        for (var n = 0L; n < 100; n++) {
          session.execute("INSERT INTO k.t (p, c) VALUES (0, " + n + ")");
          session.execute("SELECT c FROM k.t WHERE p = 0 AND c = " + n);
        }
        // Cassandra's own work goes through two of them as well, now and then
        assertTrue(handedOver(session) - handedOver < 50);
      }
    }
  }

  /** How many tasks Cassandra's own workers have done for requests, reads and writes. */
  private static long handedOver(CqlSession session) {
    var tasks = 0L;
    for (var stage : List.of("Native-Transport-Requests", "MutationStage", "ReadStage")) {
      var row =
          session
              .execute(
                  "SELECT completed_tasks FROM system_views.thread_pools WHERE name = ?", stage)
              .one();
      tasks += row == null ? 0 : row.getLong(0);
    }
    return tasks;
  }

  @Test
  void aStartThatIsGivenUpLeavesNothingBehind() {
    var cassandra = EmbeddedCassandra.launch(settings(), EmbeddedCassandraListener.SILENT);
    var process = ProcessHandle.of(cassandra.pid()).orElseThrow();
    cassandra.close();
    assertFalse(process.isAlive());
    assertThrows(StartRefusedException.class, cassandra::awaitReady);
  }

  @Test
  void aFolderThatAnotherDaemonHoldsIsNotOpened() throws IOException {
    var settings = settings();
    Files.createDirectories(settings.folder());
    var lockFile = settings.folder().resolve("daemon.lock");
    try (var other =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = other.lock()) {
      assertTrue(held.isValid());
      var process = new CassandraProcess(settings).start();
      await()
          .atMost(BOOT_MAX)
          .until(
              () -> Files.readString(settings.folder().resolve("cassandra.log")).contains("lock"));
      process.destroyForcibly();
      assertTrue(process.onExit().thenApply(gone -> true).join());
      assertFalse(Files.exists(settings.folder().resolve("commitlog")));
    }
  }

  @Test
  void anOccupiedPortIsSaidBeforeAnythingStarts() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          EmbeddedCassandraSettings.of(
              TestCassandra.libFolder(), folder, other.getLocalPort(), FreePorts.next());
      var refused =
          assertThrows(
              PortOccupied.class,
              () -> EmbeddedCassandra.start(settings, EmbeddedCassandraListener.SILENT));
      assertEquals(other.getLocalPort(), refused.port());
    }
  }

  @Test
  void withoutItsJarsItSaysSoInOneLine() {
    var settings =
        EmbeddedCassandraSettings.of(
            folder.resolve("nothing"), folder, FreePorts.next(), FreePorts.next());
    var refused =
        assertThrows(
            StartRefusedException.class,
            () -> EmbeddedCassandra.start(settings, EmbeddedCassandraListener.SILENT));
    assertTrue(refused.toString().contains("no Cassandra in"));
  }

  @Test
  void restartsComeLaterEachTimeUpToABound() {
    assertEquals(Duration.ofMillis(100), EmbeddedCassandra.restartDelay(1));
    assertEquals(Duration.ofMillis(400), EmbeddedCassandra.restartDelay(3));
    assertEquals(Duration.ofSeconds(5), EmbeddedCassandra.restartDelay(100));
  }

  private static long writeUntilKilled(EmbeddedCassandra cassandra) {
    try (var session = session(cassandra)) {
      makeTable(session);
      var insert = session.prepare("INSERT INTO k.t (p, c) VALUES (0, ?)");
      for (long acknowledged = 0; ; acknowledged++) {
        try {
          session.execute(insert.bind(acknowledged));
        } catch (RuntimeException e) {
          return acknowledged;
        }
        if (acknowledged == 500) {
          ProcessHandle.of(cassandra.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    }
  }

  private static void makeTable(CqlSession session) {
    for (var ddl :
        List.of(
            "CREATE KEYSPACE k WITH replication ="
                + " {'class': 'SimpleStrategy', 'replication_factor': 1}",
            "CREATE TABLE k.t (p int, c bigint, PRIMARY KEY (p, c))")) {
      session.execute(ddl);
    }
  }

  private static CqlSession session(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter("datacenter1")
        .build();
  }

  private static ProcessHandle childOf(Process parent) throws IOException {
    try (var said =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith("child ")) {
          return ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow();
        }
      }
    }
    throw new IllegalStateException("the parent ended before its child answered");
  }

  private EmbeddedCassandraSettings settings() {
    return EmbeddedCassandraSettings.of(
            TestCassandra.libFolder(),
            folder.resolve("cassandra"),
            FreePorts.next(),
            FreePorts.next())
        .forTests();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
