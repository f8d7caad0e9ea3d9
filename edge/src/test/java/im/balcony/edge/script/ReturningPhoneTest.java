package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.Account;
import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientSettings;
import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.load.drive.ReturnPlan;
import im.balcony.load.drive.ReturnRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a phone costs that comes back to 200 conversations, of which 10 have changed by 20 messages
 * each, and 50 contacts that are online.
 */
class ReturningPhoneTest {
  private static final ReturnPlan PLAN = new ReturnPlan(1, 200, 50, 10, 20);
  private static final String DOMAIN = "a.example";
  private static final int SECONDS_MAX = 120;

  @Test
  void itHasWhatChangedInOneRoundTripAndATenthOfTheBytes(@TempDir Path data) throws Exception {
    try (var node = WholeNode.start(data, List.of());
        var group = new ClientGroup(settings(node), 1)) {
      node.createAccounts(
          IntStream.rangeClosed(1, PLAN.conversations() + PLAN.phones())
              .mapToObj(number -> Account.numbered(number).bareJid(DOMAIN))
              .toList(),
          Account.PASSWORD);
      var run = new ReturnRun(group, PLAN);
      run.prepare(PLAN.conversations(), SECONDS_MAX);

      var fast = run.fast(1).get(0);
      var classic = run.classic(1).get(0);

      assertEquals(1, fast.roundTrips());
      assertEquals(PLAN.changed(), fast.items());
      assertEquals(PLAN.changed() * PLAN.messages(), classic.items());
      assertTrue(classic.roundTrips() >= 6, classic.toString());
      assertTrue(fast.bytes() * 10 <= classic.bytes(), fast + " " + classic);
    }
  }

  private static ClientSettings settings(WholeNode node) {
    var address = node.c2s();
    return new ClientSettings(
        address.getHostString(),
        address.getPort(),
        DOMAIN,
        false,
        Mechanism.SCRAM_SHA_1,
        1,
        SECONDS_MAX * 1_000);
  }
}
