package im.balcony.load.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.load.history.Verdict;
import im.balcony.load.measure.Figures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I1, I2 and I3 through kill -9 of a node with all roles, of its database, and of both, under load
 * (HARDENING F5, F6). {@code -Dbalcony.kills=N} says how often; {@code -Dbalcony.kill.results=FILE}
 * keeps the figures.
 */
@Tag("kill")
class KillTest {
  private static final int KILLS = Integer.getInteger("balcony.kills", 20);
  private static final int MESSAGES_BETWEEN_KILLS = 300;
  private static final int RECOVERY_SECONDS_MAX = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Victim.class)
  void what_was_acknowledged_survives_kill_9(Victim victim) throws Exception {
    var place = NodePlace.in(folder.resolve("node"));
    try (var node = BalconyProcess.start(place)) {
      node.command("user", "import", RecordedLoad.accounts(folder).toString());
      try (var load = new RecordedLoad(folder.resolve("history.jsonl"), place.c2sPort())) {
        load.start();
        var recoveries = new ArrayList<Long>();
        for (var kill = 1; kill <= KILLS; kill++) {
          // Not always at the same point of a batch.
          var messages =
              MESSAGES_BETWEEN_KILLS + ThreadLocalRandom.current().nextInt(MESSAGES_BETWEEN_KILLS);
          load.awaitProgress(messages, RECOVERY_SECONDS_MAX);
          load.mark("kill " + kill + " of " + victim);
          var struck = System.nanoTime();
          victim.strike(node);
          if (victim != Victim.DATABASE) {
            node.restart();
          }
          load.awaitProgress(1, RECOVERY_SECONDS_MAX);
          recoveries.add((System.nanoTime() - struck) / 1_000_000);
        }
        load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
        var verdict = load.finish();
        report(victim, verdict, recoveries);
        assertTrue(verdict.isClean(), verdict::report);
      }
    }
  }

  private static void report(Victim victim, Verdict verdict, List<Long> recoveries)
      throws Exception {
    Collections.sort(recoveries);
    var figures =
        new Figures("kill", victim.name(), "mvn -Pkill -Dtest=KillTest", Instant.now())
            .put("kills", recoveries.size())
            .put("sent", verdict.messagesSent())
            .put("acknowledged", verdict.messagesAcknowledged())
            .put("sentAgain", verdict.messagesResent())
            .put("deliveries", verdict.deliveries())
            .put("violations", verdict.counts())
            .put("recoveryP50Millis", recoveries.get(recoveries.size() / 2))
            .put("recoveryMaxMillis", recoveries.get(recoveries.size() - 1));
    System.out.println(figures.toJson());
    var results = System.getProperty("balcony.kill.results");
    if (results != null) {
      figures.appendTo(Path.of(results));
    }
  }
}
