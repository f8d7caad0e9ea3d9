package im.balcony.edge.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.typesafe.config.Config;
import im.balcony.actors.port.RecordTarget;
import im.balcony.actors.records.RecordSink;
import im.balcony.actors.records.RecordSinkSettings;
import im.balcony.edge.push.LogScan;
import im.balcony.edge.tls.TestAuthority;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.records.CallRecordRow;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Records on their way to a real broker, by TLS and SCRAM, while that is killed and comes back. */
@Tag("cluster")
class KafkaBrokerTest {
  private static final String TOPIC = "balcony-call-records";
  private static final String PASSWORD = "the-password-of-the-topic";
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);
  private static final int PARTITIONS = 3;

  private final ActorTestKit kit = ActorTestKit.create();
  private final EventCodec codec = new EventCodec(EventManifests.all());
  private final InMemoryCallRecordTable table = new InMemoryCallRecordTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  /** Counts what its target could not take. */
  private record Counted(RecordTarget target, AtomicInteger failures) implements RecordTarget {
    @Override
    public String name() {
      return target.name();
    }

    @Override
    public CompletionStage<?> write(List<StoredCallRecord> records) {
      return target
          .write(records)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  failures.incrementAndGet();
                }
              });
    }
  }

  private void store(int from, int to) {
    var ring = keys.open("owner").toCompletableFuture().join();
    ring.ensure("romeo").toCompletableFuture().join();
    for (var n = from; n < to; n++) {
      var record = Records.of("call" + n, Instant.now().truncatedTo(ChronoUnit.MICROS));
      var log = "call-" + n;
      var sealed = ring.seal("romeo", log, codec.manifest(record), codec.write(record));
      table
          .write(new CallRecordRow(micros(Instant.now()), log, "owner", sealed), Duration.ofDays(1))
          .toCompletableFuture()
          .join();
    }
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private Config config(KafkaBroker broker, TestAuthority authority) throws Exception {
    return Records.config(
        "bootstrap-servers=[\"%s\"]".formatted(broker.secureAddress()),
        "tls=on",
        "ca-file=" + authority.certificate(),
        "sasl-mechanism=SCRAM-SHA-512",
        "user=" + KafkaBroker.USER,
        "password-file=" + folder.resolve("password"),
        "answer-max=2s",
        "delivery-max=4s");
  }

  private static boolean hasAll(KafkaBroker broker, int count) {
    return keysIn(broker)
        .containsAll(IntStream.range(0, count).mapToObj(KafkaBrokerTest::key).toList());
  }

  private static Set<String> keysIn(KafkaBroker broker) {
    return broker.read(TOPIC).stream().map(record -> record.key()).collect(Collectors.toSet());
  }

  private static String key(int n) {
    return Records.key("call" + n);
  }

  private static String told(Config config) {
    return TopicTrial.of(config).orElseThrow().text();
  }

  @Test
  void allRecordsArriveThoughTheBrokerIsKilledAndThePasswordIsWrongForAWhile() throws Exception {
    var authority = TestAuthority.in(folder, "ca");
    var shown = authority.issue("broker", "localhost");
    Files.writeString(folder.resolve("password"), "another-password\n");
    // What a consumer and its metrics have to say fills pages; they have no secret.
    for (var name : List.of("clients.consumer", "common.telemetry", "common.metrics")) {
      ((Logger) LoggerFactory.getLogger("org.apache.kafka." + name)).setLevel(Level.WARN);
    }
    var log = LogScan.begin();
    try (var broker = KafkaBroker.format(folder, shown, PASSWORD)) {
      broker.start();
      var config = config(broker, authority);
      assertTrue(told(config).contains("the brokers refuse us"), told(config));
      var failures = new AtomicInteger();
      try (var target = KafkaTarget.open(config, kit.system()).orElseThrow()) {
        table.setOffset(target.name(), micros(Instant.now())).toCompletableFuture().join();
        kit.spawn(
            RecordSink.create(
                table,
                new CallRecordReader(table, keys, codec),
                new Counted(target, failures),
                new RecordSinkSettings(
                    Optional.empty(),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    20,
                    Duration.ofSeconds(1)),
                Clock.systemUTC()));
        store(0, 50);
        Awaitility.await().atMost(WAIT_MAX).until(() -> failures.get() > 0);

        // The right one, without another start; and no topic before there is one.
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        assertTrue(told(config).contains("create it"), told(config));
        broker.createTopic(TOPIC, PARTITIONS);
        assertTrue(told(config).contains("3 partitions"), told(config));
        Awaitility.await().atMost(WAIT_MAX).until(() -> hasAll(broker, 50));

        store(50, 150);
        var before = failures.get();
        broker.kill();
        store(150, 250);
        Awaitility.await().atMost(WAIT_MAX).until(() -> failures.get() > before);
        assertTrue(told(config).contains("no broker answers"), told(config));
        broker.start();
        store(250, 300);
        Awaitility.await().atMost(WAIT_MAX).until(() -> hasAll(broker, 300));
      }
      assertEquals(300, keysIn(broker).size());
      var partitions = new HashMap<String, Integer>();
      for (var record : broker.read(TOPIC)) {
        var first = partitions.putIfAbsent(record.key(), record.partition());
        assertTrue(first == null || first == record.partition(), record.key());
        assertFalse(record.value().isEmpty());
      }
      assertEquals(PARTITIONS, new HashSet<>(partitions.values()).size());
      log.requireNone(List.of(PASSWORD, "another-password"));
    } finally {
      log.close();
    }
  }
}
