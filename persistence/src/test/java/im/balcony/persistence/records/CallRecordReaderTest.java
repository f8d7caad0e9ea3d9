package im.balcony.persistence.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.persistence.memory.InMemoryCallRecordTable;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whoever reads page after page gets each record once, in their order. */
class CallRecordReaderTest {
  private static final long NOON = 490_000L * 3_600_000_000L;
  private static final Jid ROMEO = Jid.parse("romeo@localhost/phone");
  private static final Jid JULIET = Jid.parse("juliet@localhost");

  private final EventCodec codec = new EventCodec(EventManifests.all());
  private final InMemoryCallRecordTable table = new InMemoryCallRecordTable();
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final CallRecordReader reader = new CallRecordReader(table, keys, codec);

  private void write(long micros, String sid, String owner) {
    var record =
        new StoredCallRecord(
            sid,
            ROMEO,
            JULIET,
            false,
            true,
            JingleReason.CANCEL,
            0,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH,
            List.of());
    var ring = keys.open(owner).toCompletableFuture().join();
    ring.ensure("romeo").toCompletableFuture().join();
    var log = "call-" + sid;
    var sealed = ring.seal("romeo", log, codec.manifest(record), codec.write(record));
    table
        .write(new CallRecordRow(micros, log, owner, sealed), Duration.ofDays(1))
        .toCompletableFuture()
        .join();
  }

  private List<String> readAll(long from, long to, int rowsMax) {
    var found = new ArrayList<String>();
    var at = from;
    for (var pages = 0; at < to; pages++) {
      assertTrue(pages < 10_000, "it comes to its end");
      var page = reader.page(at, to, rowsMax).toCompletableFuture().join();
      page.records().forEach(record -> found.add(record.sessionId()));
      assertTrue(page.nextMicros() > at);
      at = page.nextMicros();
    }
    return found;
  }

  @Property(tries = 100)
  void eachOnceInTheirOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 9) int rowsMax) {
    new CallRecordReaderTest().check(seed, count, rowsMax); // with a table of its own
  }

  private void check(long seed, int count, int rowsMax) {
    var random = new Random(seed);
    var times =
        random.longs(count, NOON, NOON + 5 * 3_600_000_000L).distinct().sorted().boxed().toList();
    var order = new ArrayList<>(IntStream.range(0, times.size()).boxed().toList());
    Collections.shuffle(order, random);
    order.forEach(n -> write(times.get(n), "s" + n, "owner-" + n % 3));
    assertEquals(
        IntStream.range(0, times.size()).mapToObj(n -> "s" + n).toList(),
        readAll(NOON, NOON + 6 * 3_600_000_000L, rowsMax));
  }

  @Test
  void whatIsOutsideIsNotRead() {
    write(NOON, "a", "owner");
    write(NOON + 10, "b", "owner");
    write(NOON + 20, "c", "owner");
    assertEquals(List.of("b"), readAll(NOON + 1, NOON + 20, 5));
  }

  @Test
  void longSilenceIsPassedInSteps() {
    write(NOON, "a", "owner");
    write(NOON + 100 * 3_600_000_000L, "b", "owner");
    assertEquals(List.of("a", "b"), readAll(NOON, NOON + 200 * 3_600_000_000L, 5));
  }

  @Test
  void whatNobodyCanReadAnyMoreIsLeftOut() {
    write(NOON, "a", "owner");
    var strangers = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
    var page =
        new CallRecordReader(table, strangers, codec)
            .page(NOON, NOON + 1, 5)
            .toCompletableFuture()
            .join();
    assertEquals(List.of(), page.records());
  }
}
