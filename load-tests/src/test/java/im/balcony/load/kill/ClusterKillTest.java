package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same promise with an edge and two actor nodes as three processes, when an actor node is
 * killed, or paused for longer than the others wait and then let go (I5; HARDENING F1, F3).
 */
@Tag("kill")
class ClusterKillTest {
  private static final int KILLS = Integer.getInteger("balcony.kills", 20);
  private static final int PAUSE_SECONDS = Integer.getInteger("balcony.pause.seconds", 60);
  private static final int MESSAGES_BETWEEN_KILLS = 300;

  /** Detection, the split brain resolver's wait and the shards' move. */
  private static final int RECOVERY_SECONDS_MAX = 180;

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_survives_the_death_of_an_actor_node() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      for (var kill = 1; kill <= KILLS; kill++) {
        load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
        load.mark("kill " + kill + " of the second actor node");
        cluster.second().killServer();
        cluster.second().restart();
      }
      load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);

      var verdict = load.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }

  @Test
  void what_was_acknowledged_survives_the_death_of_the_edge() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      for (var kill = 1; kill <= KILLS; kill++) {
        load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
        load.mark("kill " + kill + " of the edge");
        cluster.edge().killServer();
        cluster.edge().restart();
      }
      load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);

      var verdict = load.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }

  @Test
  void a_node_that_was_paused_while_others_took_over_writes_nothing_that_counts() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
      load.mark("SIGSTOP of the second actor node");
      cluster.second().signal("STOP");
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
      load.mark("SIGCONT of the second actor node");
      cluster.second().signal("CONT");
      load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);

      var verdict = load.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }
}
