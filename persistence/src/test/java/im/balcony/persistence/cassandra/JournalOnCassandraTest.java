package im.balcony.persistence.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import im.balcony.persistence.Stores;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.OpenedEvents;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.testkit.EmbeddedCassandraExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both journal plugins as a real actor meets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JournalOnCassandraTest {
  @RegisterExtension
  static final EmbeddedCassandraExtension CASSANDRA = new EmbeddedCassandraExtension();

  private ActorTestKit testKit;
  private Stores stores;
  private String keyspace;

  @BeforeAll
  void start() {
    var config = CASSANDRA.freshKeyspace();
    keyspace = config.getString("balcony.cassandra.keyspace");
    testKit = ActorTestKit.create("journal", config);
    stores = Stores.cassandra(testKit.system(), MasterKeys.fresh());
  }

  @AfterAll
  void stop() {
    testKit.shutdownTestKit();
  }

  @Test
  void whatWasPersistedIsRecoveredFromSnapshotAndEvents() {
    for (var journal : Journal.values()) {
      var id = freshId();
      var log = spawn(journal, id);
      say(log, "one", "two", "three", "four", "five");
      stopAndWait(log);
      assertEquals(List.of("one", "two", "three", "four", "five"), texts(spawn(journal, id)));
    }
  }

  @Test
  void eachJournalHasItsOwnTables() {
    var id = freshId();
    say(spawn(Journal.CONTENT, id), "a", "b", "c", "d");
    assertEquals(4, count(Journal.CONTENT.messagesTable(), id));
    assertEquals(0, count(Journal.ACCOUNT.messagesTable(), id));
  }

  @Test
  void nothingIsReadableOnDisk() {
    var id = freshId();
    say(spawn(Journal.CONTENT, id), "whisper-1", "whisper-2", "whisper-3", "whisper-4");
    try (var session = CASSANDRA.newSession()) {
      for (var table : List.of("content_messages", "content_snapshots")) {
        for (var row : session.execute("SELECT * FROM " + keyspace + "." + table)) {
          assertFalse(row.getFormattedContents().contains(hex("whisper")), table);
        }
      }
    }
  }

  @Test
  void pagesAreReadInBothDirections() {
    var id = freshId();
    say(spawn(Journal.CONTENT, id), "1", "2", "3", "4", "5");
    assertEquals(List.of("2", "3"), page(id, 2, 5, 2, Direction.OLDEST_FIRST));
    assertEquals(List.of("5", "4", "3"), page(id, 1, 5, 3, Direction.NEWEST_FIRST));
    assertEquals(List.of("5"), page(id, 1, Long.MAX_VALUE, 1, Direction.NEWEST_FIRST));
    assertEquals(5, stores.content().highest(id, 0).toCompletableFuture().join());
  }

  private ActorRef<TextLog.Command> spawn(Journal journal, String id) {
    var ring = stores.keys().open(id).toCompletableFuture().join();
    ring.ensure(TextLog.AUTHOR).toCompletableFuture().join();
    return testKit.spawn(TextLog.create(id, journal, ring));
  }

  private void say(ActorRef<TextLog.Command> log, String... texts) {
    TestProbe<List<String>> probe = testKit.createTestProbe();
    for (var text : texts) {
      log.tell(new TextLog.Say(text, probe.ref()));
      probe.receiveMessage(Duration.ofSeconds(20));
    }
  }

  private List<String> texts(ActorRef<TextLog.Command> log) {
    TestProbe<List<String>> probe = testKit.createTestProbe();
    log.tell(new TextLog.Read(probe.ref()));
    return probe.receiveMessage(Duration.ofSeconds(20));
  }

  private void stopAndWait(ActorRef<TextLog.Command> log) {
    log.tell(new TextLog.Stop());
    testKit.createTestProbe().expectTerminated(log);
  }

  private List<String> page(String id, long from, long to, int limit, Direction direction) {
    var reader =
        new OpenedEvents<>(stores.content(), stores.keys(), TextLog.CODEC, TextLog.Event.class);
    return reader.read(id, from, to, limit, direction).stream().map(TextLog::text).toList();
  }

  private long count(String table, String id) {
    try (var session = CASSANDRA.newSession()) {
      var row =
          session
              .execute(
                  "SELECT count(*) FROM %s.%s WHERE persistence_id = '%s' AND partition_nr = 0"
                      .formatted(keyspace, table, id))
              .one();
      return row == null ? -1 : row.getLong(0);
    }
  }

  private static String freshId() {
    return "text-" + UUID.randomUUID();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
