package im.balcony.actors.records;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.port.RecordTarget;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.records.CallRecordFormat;
import im.balcony.persistence.records.CallRecordReader;
import im.balcony.persistence.records.CallRecordRow;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written while nobody looked is in the file when the next sink has looked. */
class RecordSinkTest {
  /** A record's time is over for the sink when the record is written: nothing comes behind it. */
  private static final class WriterClock extends Clock {
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Override
    public Instant instant() {
      return now;
    }

    void passes() {
      now = now.plusMillis(1);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final ActorTestKit kit = ActorTestKit.create();
  private final WriterClock clock = new WriterClock();
  private final EventCodec codec = new EventCodec(EventManifests.all());
  private final InMemoryCallRecordTable table = new InMemoryCallRecordTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private RecordSinkSettings settings(CallRecordFormat format) {
    return new RecordSinkSettings(
        Optional.of(new RecordSinkSettings.FileSink(format, folder.resolve("calls"))),
        Duration.ofMillis(20),
        Duration.ZERO,
        2,
        Duration.ofMillis(80));
  }

  private ActorRef<RecordSink.Command> starts(CallRecordFormat format, CallRecordTable offsets) {
    var reader = new CallRecordReader(table, keys, codec);
    return kit.spawn(
        RecordSink.create(offsets, reader, RecordTarget.none(), settings(format), clock));
  }

  private void hasStarted(CallRecordFormat format) {
    var name = format + " " + folder.resolve("calls");
    await().until(() -> table.offset(name).toCompletableFuture().join().isPresent());
  }

  private void write(String sid) {
    var now = clock.instant();
    var record =
        new StoredCallRecord(
            sid,
            Jid.parse("romeo@localhost/phone"),
            Jid.parse("juliet@localhost"),
            false,
            true,
            JingleReason.CANCEL,
            0,
            List.of(),
            now,
            now,
            List.of());
    var ring = keys.open("owner").toCompletableFuture().join();
    ring.ensure("romeo").toCompletableFuture().join();
    var log = "call-" + sid;
    var sealed = ring.seal("romeo", log, codec.manifest(record), codec.write(record));
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    table
        .write(new CallRecordRow(micros, log, "owner", sealed), Duration.ofDays(1))
        .toCompletableFuture()
        .join();
    clock.passes();
  }

  private List<String> lines() throws IOException {
    var file = folder.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private long count(String sid) throws IOException {
    return lines().stream().filter(line -> line.contains('"' + sid + '"')).count();
  }

  @Test
  void eachRecordOnceAndInOrderWhileNothingFails() throws Exception {
    var first = starts(CallRecordFormat.JSON, table);
    hasStarted(CallRecordFormat.JSON);
    for (var n = 0; n < 7; n++) {
      write("a" + n);
    }
    await().until(() -> lines().size() == 7);
    kit.stop(first);
    write("b");
    starts(CallRecordFormat.JSON, table);
    write("c");
    await().until(() -> lines().size() == 9);
    for (var sid : List.of("a0", "a6", "b", "c")) {
      assertEquals(1, count(sid));
    }
    assertTrue(lines().get(7).contains("\"b\""));
  }

  @Test
  void aFileOfCsvHasItsHeaderOnce() throws Exception {
    kit.stop(starts(CallRecordFormat.CSV, table));
    starts(CallRecordFormat.CSV, table);
    hasStarted(CallRecordFormat.CSV);
    write("a");
    await().until(() -> count("a") == 1);
    write("b");
    await().until(() -> count("b") == 1);
    assertEquals(CallRecordFormat.CSV.header(), Optional.of(lines().get(0)));
    assertEquals(3, lines().size());
  }

  /** The database fails behind the file: nothing is lost, something comes twice. */
  @Test
  void atLeastOnce() throws Exception {
    var failures = new AtomicInteger();
    var failing =
        new CallRecordTable() {
          @Override
          public CompletionStage<Void> write(CallRecordRow row, Duration keep) {
            return table.write(row, keep);
          }

          @Override
          public CompletionStage<List<CallRecordRow>> read(
              int shard, long epochHour, long from, long to, int rowsMax) {
            return table.read(shard, epochHour, from, to, rowsMax);
          }

          @Override
          public CompletionStage<OptionalLong> offset(String reader) {
            return table.offset(reader);
          }

          @Override
          public CompletionStage<Void> setOffset(String reader, long micros) {
            try {
              if (count("a") == 1 && failures.getAndIncrement() == 0) {
                return CompletableFuture.failedFuture(new IOException("the database is gone"));
              }
            } catch (IOException e) {
              return CompletableFuture.failedFuture(e);
            }
            return table.setOffset(reader, micros);
          }
        };
    starts(CallRecordFormat.JSON, failing);
    hasStarted(CallRecordFormat.JSON);
    write("a");
    await().until(() -> count("a") == 2);
    write("b");
    await().until(() -> count("b") == 1);
    assertEquals(2, count("a"));
  }

  /**
   * Half of a page has arrived when it fails: all of it comes again, in order, and nothing else.
   */
  @Test
  void aTargetThatFailsGetsThePageAgain() {
    var taken = new CopyOnWriteArrayList<String>();
    var failures = new AtomicInteger(3);
    var target =
        new RecordTarget() {
          @Override
          public String name() {
            return "elsewhere";
          }

          @Override
          public CompletionStage<?> write(List<StoredCallRecord> records) {
            taken.add(records.get(0).sessionId());
            if (failures.getAndDecrement() > 0) {
              return CompletableFuture.failedFuture(new IOException("it is away"));
            }
            records.stream().skip(1).forEach(record -> taken.add(record.sessionId()));
            return CompletableFuture.completedFuture(taken);
          }
        };
    var settings =
        new RecordSinkSettings(
            Optional.empty(), Duration.ofMillis(5), Duration.ZERO, 2, Duration.ofMillis(10));
    table
        .setOffset("elsewhere", ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
        .toCompletableFuture()
        .join();
    write("a");
    write("b");
    kit.spawn(
        RecordSink.create(
            table, new CallRecordReader(table, keys, codec), target, settings, clock));

    await().until(() -> taken.contains("b"));
    assertEquals(List.of("a", "a", "a", "a"), taken.subList(0, 4));
    assertEquals(0, taken.stream().skip(4).filter("a"::equals).count());
  }

  @Test
  void pausesDoubleUpToABound() {
    var settings =
        new RecordSinkSettings(
            Optional.empty(), Duration.ofSeconds(10), Duration.ZERO, 2, Duration.ofSeconds(60));
    assertEquals(Duration.ofSeconds(10), settings.pauseAfter(1));
    assertEquals(Duration.ofSeconds(40), settings.pauseAfter(3));
    assertEquals(Duration.ofSeconds(60), settings.pauseAfter(4));
    assertEquals(Duration.ofSeconds(60), settings.pauseAfter(1_000_000));
  }

  @Test
  void aSinkIsOffUnlessItIsOneOfThoseThatThereAre() {
    for (var none : List.of("off", "none")) {
      assertEquals(
          Optional.empty(), RecordSinkSettings.from(ConfigFactory.parseString("sink = " + none)));
    }
    Assertions.assertThrows(
        ConfigException.class,
        () -> RecordSinkSettings.from(ConfigFactory.parseString("sink = xml")));
  }
}
