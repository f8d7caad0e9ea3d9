package im.balcony.edge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses lie in a network as an operator writes it. */
class AddressRangeTest {
  @Test
  void theEndsOfANetworkLieInItAndTheirNeighboursDoNot() throws Exception {
    assertContains("10.0.0.0/8", true, "10.0.0.0", "10.255.255.255");
    assertContains("10.0.0.0/8", false, "9.255.255.255", "11.0.0.0", "::a00:1");
    assertContains("192.0.2.128/25", true, "192.0.2.128", "192.0.2.255");
    assertContains("192.0.2.128/25", false, "192.0.2.127", "192.0.3.128");
    assertContains("192.0.2.7", true, "192.0.2.7");
    assertContains("192.0.2.7", false, "192.0.2.6");
    assertContains("0.0.0.0/0", true, "0.0.0.0", "255.255.255.255");
    assertContains("0.0.0.0/0", false, "::1");
    assertContains("fd00::/8", true, "fd00::", "fdff::1");
    assertContains("fd00::/8", false, "fe00::", "fc00::1");
    assertContains("2001:db8::1", true, "2001:db8::1");
    assertContains("10.9.8.7/8", true, "10.0.0.1");
  }

  @Test
  void whatIsNoNetworkIsRefusedWithItsSetting() {
    for (var wrong :
        List.of(
            "",
            "localhost",
            "10.0.0.0/33",
            "10.0.0/8",
            "fd00::/129",
            "10.0.0.0/",
            "/8",
            "10.0.0.0/-1",
            "10.0.0.0/8/8",
            "10.0.0.0/x")) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(wrong), wrong);
      assertTrue(String.valueOf(refused.getMessage()).contains("is no network"), wrong);
    }
    var config =
        ConfigFactory.parseString(
                "balcony { domains = [a.example], edge.proxy-protocol.trusted = [all] }")
            .withFallback(NodeConfig.reference(NodeRole.BOTH));
    var refused = assertThrows(IllegalArgumentException.class, () -> EdgeSettings.from(config));
    assertTrue(String.valueOf(refused.getMessage()).contains("proxy-protocol.trusted: all"));
  }

  private static void assertContains(String range, boolean isIn, String... addresses)
      throws Exception {
    for (var address : addresses) {
      assertEquals(
          isIn,
          AddressRange.parse(range).contains(InetAddress.getByName(address)),
          address + " in " + range);
    }
  }
}
