package im.balcony.persistence.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.persistence.seal.SealedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link CallRecordTable} does. */
public interface CallRecordTableContract {
  CallRecordTable callRecords();

  private static CallRecordRow row(long micros, String log) {
    var sealed = new SealedEvent("call-record.1", UUID.randomUUID(), new byte[] {1}, bytes(log));
    return new CallRecordRow(micros, log, "owner of " + log, sealed);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(CallRecordRow row) {
    callRecords().write(row, Duration.ofHours(1)).toCompletableFuture().join();
  }

  private List<Long> read(CallRecordRow of, long from, long to, int max) {
    return callRecords()
        .read(of.shard(), of.epochHour(), from, to, max)
        .toCompletableFuture()
        .join()
        .stream()
        .map(CallRecordRow::writtenMicros)
        .toList();
  }

  @Test
  default void recordsAreReadInTheirOrderWithinTheirBounds() {
    var log = "call-" + UUID.randomUUID();
    var start = 500_000L * 3_600_000_000L;
    var rows = List.of(row(start + 3, log), row(start + 1, log), row(start + 2, log));
    rows.forEach(this::write);
    write(rows.get(0)); // again
    var one = rows.get(0);
    assertEquals(List.of(start + 1, start + 2, start + 3), read(one, start, start + 4, 10));
    assertEquals(List.of(start + 2), read(one, start + 2, start + 3, 10));
    assertEquals(List.of(start + 1), read(one, start, start + 4, 1));
    assertEquals(List.of(), read(one, start + 4, start + 9, 10));
    var found =
        callRecords()
            .read(one.shard(), one.epochHour(), start + 3, start + 4, 1)
            .toCompletableFuture()
            .join()
            .get(0);
    assertEquals(one.log(), found.log());
    assertEquals(one.owner(), found.owner());
    assertEquals(one.sealed().keyId(), found.sealed().keyId());
    assertArrayEquals(one.sealed().ciphertext(), found.sealed().ciphertext());
    assertArrayEquals(one.sealed().nonce(), found.sealed().nonce());
  }

  @Test
  default void aReaderKnowsHowFarItHasCome() {
    var reader = "reader-" + UUID.randomUUID();
    assertEquals(OptionalLong.empty(), callRecords().offset(reader).toCompletableFuture().join());
    for (var micros : List.of(7L, 9L)) {
      callRecords().setOffset(reader, micros).toCompletableFuture().join();
      assertEquals(
          OptionalLong.of(micros), callRecords().offset(reader).toCompletableFuture().join());
    }
  }
}
