package im.balcony.protocol.webpush;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one message of RFC 8291 costs, printed: {@code mvn test -pl protocol -Dtest.excluded.groups=
 * -Dtest=EncryptionCostTest}.
 */
@Tag("bench")
class EncryptionCostTest {
  private static final int ROUNDS = 5;
  private static final int MESSAGES = 2_000;
  private static final byte[] PLAIN = new byte[400];
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void theCostOfOneMessage() throws GeneralSecurityException {
    var subscriber = (ECPublicKey) P256.newKeyPair(RANDOM).getPublic();
    var keys = new SubscriptionKeys(subscriber, new byte[16]);
    for (var code : List.of(CurveCode.ofJava("to compare"), CurveCode.inUse())) {
      for (int round = 1; round <= ROUNDS; round++) {
        long begin = THREADS.getCurrentThreadCpuTime();
        long sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
          var pair = code.newKeyPair(RANDOM);
          sum += WebPushMessage.encrypt(code, keys, PLAIN, pair, new byte[16], 0).length;
        }
        long nanos = (THREADS.getCurrentThreadCpuTime() - begin) / MESSAGES;
        System.out.printf(
            "round %d: %,d us CPU a message, %s%n", round, nanos / 1_000, code.text());
        assertTrue(sum > 0);
      }
    }
  }
}
