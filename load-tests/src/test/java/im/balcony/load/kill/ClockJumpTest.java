package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.history.HistoryEvent.SessionLost;
import im.balcony.load.history.HistoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of a whole node and its database jumps while they work: ids only grow, nobody loses a
 * session, nothing that waits for a time is late, and a restart on the wrong day finds everything
 * (HARDENING F7).
 */
@Tag("cluster")
class ClockJumpTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Duration> JUMPS = List.of(HOUR, HOUR.negated(), Duration.ZERO);
  private static final int SERVED_SECONDS_MAX = 300;
  private static final int MESSAGES = 200;

  @TempDir Path folder;

  @Test
  void who_talks_when_the_clock_jumps_notices_nothing() throws Exception {
    var clock = SettableClock.in(folder);
    var place = NodePlace.in(folder.resolve("node"));
    var history = folder.resolve("history.jsonl");
    try (var node = BalconyProcess.start(place, clock.environment());
        var logins = new Logins(place.c2sPort())) {
      node.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(history, place.c2sPort())) {
        load.start();
        for (var jump : JUMPS) {
          load.awaitProgress(MESSAGES, SERVED_SECONDS_MAX);
          load.mark("the clock is off by " + jump);
          clock.set(jump);
          load.awaitEverybody(load.counts(), SERVED_SECONDS_MAX);
          logins.all(1);
        }
        load.awaitProgress(MESSAGES, SERVED_SECONDS_MAX);

        var verdict = load.finish();

        assertTrue(verdict.isClean(), verdict::report);
        assertEquals(0, sessionsLost(history));
      }
    }
  }

  @Test
  void what_was_said_before_a_restart_an_hour_ago_is_there_and_in_order() throws Exception {
    var clock = SettableClock.in(folder);
    var place = NodePlace.in(folder.resolve("node"));
    try (var node = BalconyProcess.start(place, clock.environment())) {
      node.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(folder.resolve("history.jsonl"), place.c2sPort())) {
        load.start();
        load.awaitProgress(MESSAGES, SERVED_SECONDS_MAX);
        load.mark("killed, and an hour ago");
        var counts = load.counts();
        node.killServer();
        clock.set(HOUR.negated());
        node.restart();
        load.awaitEverybody(counts, SERVED_SECONDS_MAX);
        load.awaitProgress(MESSAGES, SERVED_SECONDS_MAX);

        var verdict = load.finish();

        assertTrue(verdict.isClean(), verdict::report);
      }
    }
  }

  private static long sessionsLost(Path history) throws Exception {
    return HistoryFile.read(history).stream().filter(SessionLost.class::isInstance).count();
  }
}
