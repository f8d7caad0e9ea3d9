package im.balcony.edge.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.StunSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestPaceTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final RequestPace pace =
      new RequestPace(new StunSettings(0, 5, 2, 10, 10, 30), nanos::get);

  @Test
  void oneAddressGetsItsShareOfASecond() throws Exception {
    assertTrue(pace.take(address("192.0.2.1")));
    assertTrue(pace.take(address("192.0.2.1")));
    assertFalse(pace.take(address("192.0.2.1")));
    assertTrue(pace.take(address("192.0.2.2")), "another one still gets answers");
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() throws Exception {
    assertTrue(pace.take(address("2001:db8:0:1::1")));
    assertTrue(pace.take(address("2001:db8:0:1::2")));
    assertFalse(pace.take(address("2001:db8:0:1::3")));
    assertTrue(pace.take(address("2001:db8:0:2::3")));
  }

  @Test
  void allOfThemGetNoMoreThanTheNodeGives() throws Exception {
    int answered = 0;
    for (int i = 0; i < 100; i++) {
      answered += pace.take(address("192.0.2." + i)) ? 1 : 0;
    }
    assertEquals(5, answered);
  }

  @Test
  void theNextSecondBeginsAnew() throws Exception {
    for (int i = 0; i < 3; i++) {
      pace.take(address("192.0.2.1"));
    }
    nanos.addAndGet(999_999_999L); // the clock of the JVM may wrap
    assertFalse(pace.take(address("192.0.2.1")));
    nanos.addAndGet(1);
    assertTrue(pace.take(address("192.0.2.1")));
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
