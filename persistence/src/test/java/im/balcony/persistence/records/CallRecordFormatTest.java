package im.balcony.persistence.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jingle.CallMedia;
import im.balcony.protocol.xep.jingle.JingleReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRecordFormatTest {
  private static StoredCallRecord record(String sid) {
    return new StoredCallRecord(
        sid,
        Jid.parse("romeo@a.example/phone"),
        Jid.parse("juliet@b.example/it's 5\""),
        true,
        false,
        JingleReason.SUCCESS,
        324,
        List.of(CallMedia.AUDIO, CallMedia.VIDEO),
        Instant.parse("2026-07-01T10:00:00Z"),
        Instant.parse("2026-07-01T10:05:24Z"),
        List.of(1656081975L, 7L));
  }

  @Test
  void aLineOfJson() {
    assertEquals(
        "{\"ended\":\"2026-07-01T10:05:24Z\",\"begun\":\"2026-07-01T10:00:00Z\",\"sid\":\"a\\n"
            + "b\",\"initiator\":\"romeo@a.example/phone\",\"responder\":\"juliet@b.example/it's"
            + " 5\\\"\",\"answer\":true,\"ring\":false,\"termination_reason\":\"success\","
            + "\"duration_seconds\":324,\"media\":[\"audio\",\"video\"],\"ssrc\":[1656081975,7]}",
        CallRecordFormat.JSON.line(record("a\nb")));
    assertEquals(Optional.empty(), CallRecordFormat.JSON.header());
  }

  @Test
  void aLineOfCsv() {
    assertEquals(
        "\"2026-07-01T10:05:24Z\",\"2026-07-01T10:00:00Z\",\"a b\",\"romeo@a.example/phone\","
            + "\"juliet@b.example/it's 5\"\"\",true,false,\"success\",324,\"audio video\",\"1656081975 7\"",
        CallRecordFormat.CSV.line(record("a\nb")));
    assertEquals(
        "ended,begun,sid,initiator,responder,answer,ring,termination_reason,duration_seconds,media,ssrc",
        CallRecordFormat.CSV.header().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"=1+1", "+1", "-1", "@SUM(1)"})
  void whatAClientChoseIsNoFormula(String sid) {
    assertEquals("\"'" + sid + "\"", CallRecordFormat.CSV.line(record(sid)).split(",", -1)[2]);
  }

  @ParameterizedTest
  @CsvSource({"json, JSON", "CSV, CSV", "xml, ", "'', "})
  void aFormatHasAName(String name, CallRecordFormat format) {
    assertEquals(Optional.ofNullable(format), CallRecordFormat.named(name));
  }
}
