package im.balcony.edge.stun;

import im.balcony.edge.listen.ConnectionAdmission;
import im.balcony.edge.settings.StunSettings;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests are answered in one second, in all and for each address.
 *
 * <p>A datagram may name the address of a victim; it gets no more than these. Used by one thread.
 */
final class RequestPace {
  private static final long NANOS = 1_000_000_000L;

  private final StunSettings limits;
  private final LongSupplier nanoTime;

  // As many entries as requests were answered in this second.
  private final Map<String, Integer> byAddress = new HashMap<>();
  private long began;
  private int answered;

  RequestPace(StunSettings limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Whether a request from there may be answered now; it counts if so. */
  boolean take(InetAddress from) {
    long now = nanoTime.getAsLong();
    if (now - began >= NANOS) {
      began = now;
      answered = 0;
      byAddress.clear();
    }
    var address = ConnectionAdmission.network(from);
    int here = byAddress.getOrDefault(address, 0);
    if (answered >= limits.requestsPerSecondMax()
        || here >= limits.requestsPerSecondAndAddressMax()) {
      return false;
    }
    answered++;
    byAddress.put(address, here + 1);
    return true;
  }
}
