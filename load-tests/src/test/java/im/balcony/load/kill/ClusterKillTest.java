package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same promise with an edge and two actor nodes as three processes, when an actor node or the
 * edge is killed, or an actor node is paused for longer than the others wait and then let go (I5;
 * HARDENING F1, F2, F3).
 */
@Tag("kill")
class ClusterKillTest {
  private static final int PAUSE_SECONDS = Integer.getInteger("balcony.pause.seconds", 60);

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_survives_the_death_of_an_actor_node() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      var run = new KillRun("actor node of three", load);
      run.strike(
          KillRun.KILLS,
          () -> {
            cluster.second().killServer();
            cluster.second().restart();
          });

      var verdict = run.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }

  @Test
  void what_was_acknowledged_survives_the_death_of_the_edge() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      var run = new KillRun("edge of three", load);
      run.strike(
          KillRun.KILLS,
          () -> {
            cluster.edge().killServer();
            cluster.edge().restart();
          });

      var verdict = run.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }

  @Test
  void who_logs_in_when_an_actor_node_has_just_died_waits_and_is_let_in() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var logins = cluster.logins()) {
      logins.all(RecordedLoad.ACCOUNTS);
      cluster.second().killServer();

      logins.all(RecordedLoad.ACCOUNTS);
    }
  }

  @Test
  void a_node_that_was_paused_while_others_took_over_writes_nothing_that_counts() throws Exception {
    try (var cluster = ThreeNodes.start(folder);
        var load = cluster.startLoad()) {
      var run = new KillRun("actor node of three, paused " + PAUSE_SECONDS + " s", load);
      run.strike(
          1,
          () -> {
            cluster.second().signal("STOP");
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
          });
      load.mark("SIGCONT");
      cluster.second().signal("CONT");
      // It finds that the cluster has gone on without it.
      cluster.second().awaitEnd();
      assertFalse(cluster.second().isAlive());
      load.awaitProgress(300, PAUSE_SECONDS);

      var verdict = run.finish();

      assertTrue(verdict.isClean(), verdict::report);
    }
  }
}
