package im.balcony.persistence.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.datastax.oss.driver.internal.core.context.NettyOptions;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.account.IncarnationTableContract;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.archive.ExceptionsTableContract;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.JournalReaderContract;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.persistence.archive.NotesTableContract;
import im.balcony.persistence.archive.OpenedEvents;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.records.CallRecordTableContract;
import im.balcony.persistence.schema.Journal;
import im.balcony.persistence.seal.DataKeyTable;
import im.balcony.persistence.seal.DataKeyTableContract;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.KeyRing;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.persistence.seal.SealedEvent;
import im.balcony.persistence.testkit.EmbeddedCassandraExtension;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts of all ports, kept on Cassandra; and what only its journal can get wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CassandraStoresTest
    implements ExceptionsTableContract,
        NotesTableContract,
        CallRecordTableContract,
        IncarnationTableContract,
        DataKeyTableContract,
        JournalReaderContract {
  @RegisterExtension
  static final EmbeddedCassandraExtension CASSANDRA = new EmbeddedCassandraExtension();

  private ActorTestKit testKit;
  private CqlStatements cql;
  private CqlSession session;
  private JournalRows rows;

  @BeforeAll
  void start() {
    var config = CASSANDRA.freshKeyspace();
    testKit = ActorTestKit.create("stores", config);
    cql = CqlStatements.of(testKit.system());
    cql.connected().toCompletableFuture().join();
    session = CASSANDRA.newSession();
    rows =
        new JournalRows(session, config.getString("balcony.cassandra.keyspace"), Journal.CONTENT);
  }

  @AfterAll
  void stop() {
    session.close();
    testKit.shutdownTestKit();
  }

  @Test
  void connectionsWaitByEpollAndTheirThreadsEndWithThem() {
    assumeTrue(Epoll.isAvailable());
    NettyOptions options;
    try (var other = CASSANDRA.newSession(new EpollSessionBuilder())) {
      options = ((InternalDriverContext) other.getContext()).getNettyOptions();
      assertInstanceOf(EpollEventLoopGroup.class, options.ioEventLoopGroup());
      assertFalse(options.ioEventLoopGroup().isShuttingDown());
    }
    assertTrue(options.ioEventLoopGroup().isShuttingDown());
  }

  @Test
  void aBatchThatSpansAPartitionsEndIsReadFromTheNextOne() {
    var id = "conversation-" + UUID.randomUUID();
    for (var nr = 9_990; nr <= 9_997; nr++) {
      rows.put(id, 0, nr, "a", JournalReaderContract.event(nr));
    }
    for (var nr = 9_998; nr <= 10_003; nr++) {
      rows.put(id, 1, nr, "a", JournalReaderContract.event(nr));
    }
    assertEquals(
        List.of(9_996L, 9_997L, 9_998L, 9_999L),
        numbers(id, 9_996, 9_999, 10, Direction.OLDEST_FIRST));
    assertEquals(List.of(9_999L, 9_998L, 9_997L), numbers(id, 1, 9_999, 3, Direction.NEWEST_FIRST));
  }

  @Test
  void ofTwoWritersTheReaderKeepsWhatRecoveryKeeps() {
    var id = "conversation-" + UUID.randomUUID();
    var keys = new DataKeys(dataKeys(), MasterKeys.fresh());
    var ring = keys.open(id).toCompletableFuture().join();
    ring.ensure(TextLog.AUTHOR).toCompletableFuture().join();
    // a paused node: it wrote up to 3, was replaced after 2, and finished 3 and 4 late
    for (var row : List.of("1a", "2a", "3b", "3a", "4b", "4a", "5b", "6c", "6b", "7c")) {
      var event = said(ring, id, row);
      rows.put(id, row.charAt(0) - '0', row.substring(1), event);
    }
    var recovered = recovered(id, ring);
    assertEquals(List.of("1a", "2a", "3b", "4b", "5b", "6c", "7c"), recovered);
    var reader = new OpenedEvents<>(journal(), keys, TextLog.CODEC, TextLog.Event.class);
    for (var from = 1; from <= 7; from++) {
      for (var to = from; to <= 7; to++) {
        var page = reader.read(id, from, to, 10, Direction.OLDEST_FIRST);
        assertEquals(
            recovered.subList(from - 1, to),
            page.stream().map(TextLog::text).toList(),
            from + ".." + to);
      }
    }
  }

  @Test
  void aPoisonedLogStopsItsOwnEntityAndNoOther() {
    var poisoned = "conversation-" + UUID.randomUUID();
    var healthy = "conversation-" + UUID.randomUUID();
    var keys = new DataKeys(dataKeys(), MasterKeys.fresh());
    var rings = new ArrayList<KeyRing>();
    for (var id : List.of(poisoned, healthy)) {
      var ring = keys.open(id).toCompletableFuture().join();
      ring.ensure(TextLog.AUTHOR).toCompletableFuture().join();
      rings.add(ring);
      rows.put(id, 1, "a", said(ring, id, "1"));
    }
    var later = rings.get(0).seal(TextLog.AUTHOR, poisoned, "said.99", new byte[] {1});
    rows.put(poisoned, 2, "a", later);

    var stopped = testKit.spawn(TextLog.create(poisoned, Journal.CONTENT, rings.get(0)));
    testKit.createTestProbe().expectTerminated(stopped, Duration.ofSeconds(20));
    assertEquals(List.of("1"), recovered(healthy, rings.get(1)));
  }

  private List<String> recovered(String id, KeyRing ring) {
    TestProbe<List<String>> probe = testKit.createTestProbe();
    var log = testKit.spawn(TextLog.create(id, Journal.CONTENT, ring));
    log.tell(new TextLog.Read(probe.ref()));
    return probe.receiveMessage(Duration.ofSeconds(20));
  }

  private static SealedEvent said(KeyRing ring, String id, String text) {
    var event = new TextLog.Said(text, Instant.EPOCH);
    return ring.seal(TextLog.AUTHOR, id, TextLog.CODEC.manifest(event), TextLog.CODEC.write(event));
  }

  private List<Long> numbers(String id, long from, long to, int limit, Direction direction) {
    return journal().read(id, from, to, limit, direction).toCompletableFuture().join().stream()
        .map(Sequenced::sequenceNr)
        .toList();
  }

  @Override
  public ExceptionsTable exceptions() {
    return new CassandraExceptionsTable(cql);
  }

  @Override
  public CallRecordTable callRecords() {
    return new CassandraCallRecordTable(cql);
  }

  @Override
  public NotesTable notes() {
    return new CassandraNotesTable(cql);
  }

  @Override
  public IncarnationTable incarnations() {
    return new CassandraIncarnationTable(cql);
  }

  @Override
  public DataKeyTable dataKeys() {
    return new CassandraDataKeyTable(cql);
  }

  @Override
  public JournalReader journal() {
    return new CassandraJournalReader(cql, Journal.CONTENT);
  }

  @Override
  public void stored(String persistenceId, long sequenceNr, SealedEvent event) {
    rows.put(persistenceId, sequenceNr, "a", event);
  }
}
