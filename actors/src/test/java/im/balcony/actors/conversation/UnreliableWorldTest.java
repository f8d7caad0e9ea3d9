package im.balcony.actors.conversation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.Device;
import im.balcony.actors.world.SlowJournal;
import im.balcony.actors.world.SmallWorld;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invariants I1 to I3 while commands between entities are lost, doubled and late, and entities are
 * killed in the middle of their work and writes fail.
 */
class UnreliableWorldTest {
  private static final int MESSAGES = 300;
  private static final List<String> NAMES = List.of("ann", "bob", "cid");

  private final List<Device> devices = new ArrayList<>();
  private final Map<String, List<String>> sentInOrder = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsLostOrDoubledOrReordered(long seed) {
    try (var world = new SmallWorld(seed, Clock.systemUTC())) {
      NAMES.forEach(name -> devices.add(world.account(name + "@localhost")));
      world.unreliable(0.08, 0.05, 0.05);
      world.storage.withPolicy(new SlowJournal(0.02));
      chat(world, new Random(seed));
      world.unreliable(0, 0, 0);
      world.storage.withPolicy(new SlowJournal(0));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                for (var device : devices) {
                  assertTrue(device.isSettled(), device.jid + " waits");
                }
              });
      check(world);
    }
  }

  private void chat(SmallWorld world, Random random) {
    for (var n = 0; n < MESSAGES; n++) {
      var from = devices.get(random.nextInt(devices.size()));
      var to = devices.get(random.nextInt(devices.size()));
      var originId = "m" + n;
      world.say(from, to.jid.bare(), originId, true);
      sentInOrder
          .computeIfAbsent(from.jid.bare() + ">" + to.jid.bare(), pair -> new ArrayList<>())
          .add(originId);
      if (random.nextInt(20) == 0) {
        world.say(from, to.jid.bare(), originId, true); // the client sends it once more
      }
      if (random.nextInt(15) == 0) {
        world.killConversation(from, to);
      }
      if (random.nextInt(15) == 0) {
        world.killUser(devices.get(random.nextInt(devices.size())));
      }
      LockSupport.parkNanos(random.nextInt(3_000_000));
    }
  }

  private void check(SmallWorld world) {
    Map<String, List<String>> logs = new HashMap<>();
    for (var device : devices) {
      var index = world.index(device);
      var lastId = 0L;
      Map<String, Long> versions = new HashMap<>();
      for (var entry : index) {
        assertTrue(entry.archiveId() > lastId, "ids increase");
        lastId = entry.archiveId();
        var version = versions.merge(entry.conversation(), 1L, Long::sum);
        assertEquals(version, entry.version(), "no gap and nothing twice");
        logs.computeIfAbsent(entry.conversation(), log -> originIds(world, log));
      }
      versions.forEach((log, version) -> assertEquals(originIds(world, log).size(), version));
      checkDevice(world, device, index);
    }
    logs.values().forEach(ids -> assertEquals(ids.size(), new HashSet<>(ids).size(), "once"));
    sentInOrder.forEach((pair, ids) -> checkOrder(pair, ids, logs));
  }

  private static List<String> originIds(SmallWorld world, String log) {
    return world.messages(log).stream().map(sent -> sent.originKey().substring(2)).toList();
  }

  /** Every message of one sender stands in exactly one log, in the order in which it was sent. */
  private static void checkOrder(String pair, List<String> ids, Map<String, List<String>> logs) {
    var holders = logs.values().stream().filter(log -> log.contains(ids.get(0))).toList();
    assertEquals(1, holders.size(), pair);
    var inLog = holders.get(0).stream().filter(ids::contains).toList();
    assertEquals(ids, inLog, pair);
  }

  /** What a device got is what its archive says, in that order. */
  private static void checkDevice(SmallWorld world, Device device, List<Indexed> index) {
    Map<Long, String> archive = new HashMap<>();
    for (var entry : index) {
      var sent = world.messages(entry.conversation()).get((int) entry.version() - 1);
      archive.put(entry.archiveId(), sent.originKey().substring(2));
    }
    var lastId = 0L;
    for (var received : device.received()) {
      assertTrue(received.archiveId() > lastId, "delivered in the order of ids");
      lastId = received.archiveId();
      assertEquals(archive.get(lastId), received.messageId());
    }
    assertTrue(
        archive.values().containsAll(device.acknowledged()), "what was acknowledged is there");
  }
}
