package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I1, I2 and I3 through kill -9 of a node with all roles, of its database, and of both, under load
 * (HARDENING F5, F6). {@code -Dbalcony.kills=N} says how often.
 */
@Tag("kill")
class KillTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Victim.class)
  void what_was_acknowledged_survives_kill_9(Victim victim) throws Exception {
    var place = NodePlace.in(folder.resolve("node"));
    try (var node = BalconyProcess.start(place)) {
      node.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(folder.resolve("history.jsonl"), place.c2sPort())) {
        load.start();
        var run = new KillRun(victim.text(), load);
        run.strike(KillRun.KILLS, () -> victim.strike(node));

        var verdict = run.finish();

        assertTrue(verdict.isClean(), verdict::report);
      }
    }
  }
}
