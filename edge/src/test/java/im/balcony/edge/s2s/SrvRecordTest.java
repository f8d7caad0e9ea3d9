package im.balcony.edge.s2s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.S2sSettings.RouteTls;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 2782 and XEP-0368 3. */
class SrvRecordTest {
  private static SrvRecord record(int priority, int weight, String target) {
    return new SrvRecord(priority, weight, 5269, target, RouteTls.STARTTLS);
  }

  private static byte[] wire(String target) {
    var out = Unpooled.buffer().writeShort(5).writeShort(10).writeShort(5269);
    for (var label : target.split("\\.", -1)) {
      var bytes = label.getBytes(StandardCharsets.US_ASCII);
      out.writeByte(bytes.length).writeBytes(bytes);
    }
    out.writeByte(0);
    var bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  @Test
  void aRecordIsReadAndWhatIsCutOffIsNot() {
    var bytes = wire("xmpp.example");
    assertEquals(
        Optional.of(new SrvRecord(5, 10, 5269, "xmpp.example.", RouteTls.DIRECT)),
        SrvRecord.read(Unpooled.wrappedBuffer(bytes), RouteTls.DIRECT));
    for (int length = 0; length <= 6; length++) {
      assertEquals(
          Optional.empty(),
          SrvRecord.read(Unpooled.wrappedBuffer(bytes, 0, length), RouteTls.DIRECT));
    }
    var none = SrvRecord.read(Unpooled.wrappedBuffer(new byte[7]), RouteTls.DIRECT).orElseThrow();
    assertTrue(none.isNone());
  }

  @Test
  void lowerPrioritiesComeFirstWhateverTheWeights() {
    var records = List.of(record(20, 9, "c"), record(10, 0, "a"), record(20, 1, "d"));
    var random = new Random(2782);
    for (int i = 0; i < 100; i++) {
      var ordered = SrvRecord.inOrder(records, random::nextInt);
      assertEquals(3, ordered.size());
      assertEquals("a", ordered.get(0).target());
    }
  }

  @Test
  void withinAPriorityTheWeightsAreTheChances() {
    var records = new ArrayList<>(List.of(record(1, 90, "often"), record(1, 10, "seldom")));
    records.add(record(1, 0, "hardly"));
    var firsts = new HashMap<String, Integer>();
    var random = new Random(2782);
    for (int i = 0; i < 10_000; i++) {
      firsts.merge(SrvRecord.inOrder(records, random::nextInt).get(0).target(), 1, Integer::sum);
    }
    assertEquals(0.90, firsts.getOrDefault("often", 0) / 10_000.0, 0.03);
    assertEquals(0.10, firsts.getOrDefault("seldom", 0) / 10_000.0, 0.03);
    assertTrue(firsts.getOrDefault("hardly", 0) < 300);
  }
}
