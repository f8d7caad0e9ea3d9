package im.balcony.edge.s2s;

import im.balcony.edge.settings.S2sSettings.RouteTls;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * One record of RFC 2782.
 *
 * @param target a host, or "." for "there is no such service"
 */
record SrvRecord(int priority, int weight, int port, String target, RouteTls tls) {
  private static final int FIXED_BYTES = 6;

  /** Empty for what is not in that form. */
  static Optional<SrvRecord> read(ByteBuf content, RouteTls tls) {
    if (content.readableBytes() <= FIXED_BYTES) {
      return Optional.empty();
    }
    int priority = content.readUnsignedShort();
    int weight = content.readUnsignedShort();
    int port = content.readUnsignedShort();
    try {
      var target = DefaultDnsRecordDecoder.decodeName(content);
      return Optional.of(new SrvRecord(priority, weight, port, target, tls));
    } catch (RuntimeException notAName) {
      return Optional.empty();
    }
  }

  boolean isNone() {
    return target.equals(".") || target.isEmpty();
  }

  /**
   * In the order in which they are tried: by priority, within it at random by weight (RFC 2782),
   * both services as if they were one (XEP-0368 3).
   *
   * @param random a number from 0 up to its argument, that excluded
   */
  static List<SrvRecord> inOrder(List<SrvRecord> records, IntUnaryOperator random) {
    // Those of weight 0 first, so that they have a small chance (RFC 2782).
    var left = new ArrayList<>(records);
    left.sort(Comparator.comparingInt(SrvRecord::priority).thenComparingInt(SrvRecord::weight));
    var ordered = new ArrayList<SrvRecord>(records.size());
    while (!left.isEmpty()) {
      int priority = left.get(0).priority();
      var same = left.stream().filter(record -> record.priority() == priority).toList();
      int sum = same.stream().mapToInt(SrvRecord::weight).sum();
      int wanted = random.applyAsInt(sum + 1);
      int running = 0;
      for (var record : same) {
        running += record.weight();
        if (running >= wanted) {
          ordered.add(record);
          left.remove(record);
          break;
        }
      }
    }
    return ordered;
  }
}
