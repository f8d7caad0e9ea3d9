package im.balcony.actors.feature.pushgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.port.PushDevice;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node is its device, for one account alone. */
class DeviceNodesTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");
  private static final Jid JULIET = Jid.parse("juliet@a.example");
  private static final List<PushDevice> DEVICES =
      List.of(
          new PushDevice.Apns("a1".repeat(32), null),
          new PushDevice.Apns("a1".repeat(100), "b2".repeat(100)),
          new PushDevice.Fcm("x".repeat(PushDevice.TOKEN_CHARS_MAX)),
          new PushDevice.WebPush(
              "https://push.example/" + "x".repeat(PushDevice.ENDPOINT_CHARS_MAX - 21),
              new byte[65],
              new byte[16]));

  private final InMemoryDataKeyTable table = new InMemoryDataKeyTable();
  private final MasterKeys masters = MasterKeys.fresh();
  private final DeviceNodes nodes = new DeviceNodes(new DataKeys(table, masters));

  private static String seal(DeviceNodes nodes, Jid account, PushDevice device) {
    return nodes.seal(account, device).toCompletableFuture().join().orElseThrow();
  }

  private static Optional<PushDevice> open(DeviceNodes nodes, Jid account, String node) {
    return nodes.open(account, node).toCompletableFuture().join();
  }

  @Test
  void theLongestDevicesFitIntoANodeAndComeBackOnAnyNodeAtAnyTime() {
    for (var device : DEVICES) {
      var node = seal(nodes, ROMEO, device);
      assertTrue(node.length() <= PushRequest.NODE_CHARS_MAX, device + ": " + node.length());
      assertTrue(node.matches("[A-Za-z0-9_-]+"), node);
      assertEquals(device, open(nodes, ROMEO, node).orElseThrow());
      var elsewhere = new DeviceNodes(new DataKeys(table, masters));
      assertEquals(device, open(elsewhere, ROMEO, node).orElseThrow());
    }
  }

  @Test
  void aDeviceHasTheSameNodeWheneverItRegisters() {
    for (var device : DEVICES) {
      var node = seal(nodes, ROMEO, device);
      assertEquals(node, seal(nodes, ROMEO, device));
      assertEquals(node, seal(nodes, Jid.parse("romeo@a.example/phone"), device));
      assertEquals(node, seal(new DeviceNodes(new DataKeys(table, masters)), ROMEO, device));
      assertNotEquals(node, seal(nodes, JULIET, device));
    }
    assertEquals(4, DEVICES.stream().map(each -> seal(nodes, ROMEO, each)).distinct().count());
  }

  @Test
  void aNodeIsOfNoUseToAnotherAccount() {
    var node = seal(nodes, ROMEO, DEVICES.get(0));

    assertTrue(open(nodes, JULIET, node).isEmpty());
  }

  @Test
  void nobodyCanMakeOrChangeOne() {
    var node = seal(nodes, ROMEO, DEVICES.get(0));
    var bytes = Base64.getUrlDecoder().decode(node);
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertTrue(open(nodes, ROMEO, text).isEmpty(), "byte " + i);
    }
    for (int length = 0; length < node.length(); length++) {
      assertTrue(open(nodes, ROMEO, node.substring(0, length)).isEmpty(), "cut at " + length);
    }
    for (var other : List.of("", "*", "node-1", UUID.randomUUID().toString(), "A".repeat(2_000))) {
      assertTrue(open(nodes, ROMEO, other).isEmpty(), other);
    }
  }

  @Test
  void aNodeOfAnotherDeploymentIsNone() {
    var foreign = new DeviceNodes(new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh()));

    assertTrue(open(nodes, ROMEO, seal(foreign, ROMEO, DEVICES.get(0))).isEmpty());
  }

  @Test
  void aDeviceOfANewerServerIsNone() {
    assertTrue(DeviceBytes.read(new byte[] {99}).isEmpty());
    assertTrue(DeviceBytes.read(new byte[0]).isEmpty());
    var whole = DeviceBytes.write(DEVICES.get(3));
    for (int length = 0; length < whole.length; length++) {
      assertTrue(DeviceBytes.read(Arrays.copyOf(whole, length)).isEmpty());
    }
  }

  @Test
  void theTextOfADeviceShowsNothingOfIt() {
    var shown = new ArrayList<String>();
    DEVICES.forEach(device -> shown.add(device.toString()));

    assertEquals(List.of("Apns[]", "Apns[calls]", "Fcm[]", "WebPush[]"), shown);
    assertFalse(shown.toString().contains("xxx"));
  }
}
