package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.client.ClientGroup;
import im.balcony.load.client.ClientSettings;
import im.balcony.load.client.ClientSettings.Mechanism;
import im.balcony.load.drive.RecordedRooms;
import im.balcony.load.history.HistoryFile;
import im.balcony.load.history.RoomChecker;
import im.balcony.load.measure.Figures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rooms whose occupants sit on three edges, while the actor nodes that they live on are killed by
 * turns: nobody is out, and all hear the same, once, in one order (HARDENING F1).
 */
@Tag("kill")
class RoomKillTest {
  private static final int OCCUPANTS = 50;
  private static final int SENDERS = 10;

  /** Enough that some live on each node. */
  private static final int ROOMS = 4;

  private static final int MESSAGES_BETWEEN_KILLS = 20;
  private static final int LOGIN_TIMEOUT_MILLIS = 150_000;
  private static final int START_SECONDS_MAX = 300;
  private static final int RECOVERY_SECONDS_MAX = 600;
  private static final int QUIET_SECONDS = 8;

  @TempDir Path folder;

  @Test
  void nobody_in_a_room_notices_more_than_a_pause_when_its_node_is_killed() throws Exception {
    var file = folder.resolve("history.jsonl");
    var recoveryMillis = new ArrayList<Long>();
    var rooms = suffer(file, recoveryMillis);

    var history = HistoryFile.read(file);
    var violations = RoomChecker.check(history, rooms.sessions(), rooms.rooms());
    show(RoomChecker.promised(history), recoveryMillis, violations.size());
    assertTrue(RoomChecker.promised(history) > (long) SENDERS * MESSAGES_BETWEEN_KILLS);
    assertEquals(List.of(), violations);
  }

  private RecordedRooms suffer(Path file, List<Long> recoveryMillis) throws Exception {
    var groups = new ArrayList<ClientGroup>();
    try (var cluster = SixNodes.start(folder, OCCUPANTS);
        var recorder = HistoryFile.create(file)) {
      cluster.ports().forEach(port -> groups.add(group(port)));
      var rooms = new RecordedRooms(recorder, groups, ROOMS, OCCUPANTS, SENDERS);
      rooms.start(START_SECONDS_MAX);
      for (var kill = 0; kill < KillRun.KILLS; kill++) {
        var pause = ThreadLocalRandom.current().nextInt(1, MESSAGES_BETWEEN_KILLS);
        rooms.awaitProgress(pause, RECOVERY_SECONDS_MAX);
        var node = cluster.actorNodes().get(kill % cluster.actorNodes().size());
        var struck = System.nanoTime();
        node.killServer();
        rooms.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
        recoveryMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck));
        node.restart();
      }
      rooms.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
      rooms.finish(QUIET_SECONDS, RECOVERY_SECONDS_MAX);
      rooms.close();
      return rooms;
    } finally {
      groups.forEach(ClientGroup::close);
    }
  }

  private static ClientGroup group(int port) {
    return new ClientGroup(
        new ClientSettings(
            "127.0.0.1", port, "localhost", false, Mechanism.SCRAM_SHA_1, 1, LOGIN_TIMEOUT_MILLIS),
        1);
  }

  private static void show(long messages, List<Long> recoveryMillis, int violations)
      throws Exception {
    var command = "mvn verify -Pkill -Dbalcony.kills=" + KillRun.KILLS;
    var figures =
        new Figures("kill", "actor node of a room, of three", command, Instant.now())
            .put("kills", recoveryMillis.size())
            .put("messages", messages)
            .put("violations", violations)
            .put("recoveryMaxMillis", Collections.max(recoveryMillis));
    System.out.println(figures.toJson());
    var results = System.getProperty("balcony.kill.results");
    if (results != null) {
      figures.appendTo(Path.of(results));
    }
  }
}
