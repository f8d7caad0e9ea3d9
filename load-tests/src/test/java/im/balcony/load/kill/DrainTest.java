package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A planned end of an edge under load (issue 6): its clients go on at another edge by XEP-0198, and
 * get exactly what they missed. Nobody logs in again.
 */
@Tag("kill")
class DrainTest {
  private static final int PROGRESS_SECONDS_MAX = 300;
  private static final int MESSAGES = 200;

  @TempDir Path folder;

  @Test
  void sessions_of_an_edge_that_drains_go_on_at_another_edge() throws Exception {
    var actorPlace = NodePlace.in(folder.resolve("actor"));
    var firstPlace = NodePlace.in(folder.resolve("edge-1"));
    var secondPlace = NodePlace.in(folder.resolve("edge-2"));
    var join = actorPlace.clusterAddress();
    try (var actor = BalconyProcess.start(actorPlace, "--role", "actor");
        var first = edge(firstPlace, join);
        var second = edge(secondPlace, join);
        var door = FrontDoor.to(firstPlace.c2sPort())) {
      actor.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(folder.resolve("history.jsonl"), door.port())) {
        load.start();
        load.awaitProgress(MESSAGES, PROGRESS_SECONDS_MAX);

        door.opensTo(secondPlace.c2sPort());
        first.command("drain");
        first.awaitEnd();
        assertFalse(first.isAlive());
        load.awaitEverybody(load.counts(), PROGRESS_SECONDS_MAX);
        load.awaitProgress(MESSAGES, PROGRESS_SECONDS_MAX);

        var verdict = load.finish();

        System.out.println("drain: " + verdict.report());
        assertTrue(verdict.isClean(), verdict::report);
        assertEquals(load.devices(), verdict.returns().resumed(), verdict::report);
        assertEquals(load.devices(), verdict.sessions(), verdict::report);
        assertTrue(second.isAlive());
      }
    }
  }

  private static BalconyProcess edge(NodePlace place, String join) throws Exception {
    return BalconyProcess.start(
        place, "--role", "edge", "--join", join, "--set", "balcony.edge.drain.window=3s");
  }
}
