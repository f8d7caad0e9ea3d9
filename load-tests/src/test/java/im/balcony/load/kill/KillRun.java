package im.balcony.load.kill;

import im.balcony.load.history.Verdict;
import im.balcony.load.history.Violation;
import im.balcony.load.measure.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Strike, wait until everybody is served again, let them talk, strike again; then the verdict. With
 * {@code -Dbalcony.kill.results=FILE} the figures are kept there.
 */
final class KillRun {
  static final int KILLS = Integer.getInteger("balcony.kills", 20);
  private static final int MESSAGES_BETWEEN_KILLS =
      Integer.getInteger("balcony.kill.messages", 300);

  /** After so long there are no more strikes, however many were wanted. */
  private static final long STRIKING_SECONDS_MAX = Long.getLong("balcony.kill.seconds", 7_200);

  /** Restart or detection, the split brain resolver's wait, the shards' move, on a busy machine. */
  private static final int RECOVERY_SECONDS_MAX = 600;

  private final String kind;
  private final RecordedLoad load;
  private final List<Long> readyMillis = new ArrayList<>();
  private final List<Long> recoveryMillis = new ArrayList<>();

  /** A fault, and what ends it; ready when it returns. */
  interface Strike {
    void carryOut() throws IOException, InterruptedException, TimeoutException;
  }

  KillRun(String kind, RecordedLoad load) {
    this.kind = kind;
    this.load = load;
  }

  void strike(int times, Strike strike) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STRIKING_SECONDS_MAX);
    for (var kill = 1; kill <= times && System.nanoTime() - end < 0; kill++) {
      talk();
      load.mark(kind + " " + kill);
      load.cutSome();
      var counts = load.counts();
      var struck = System.nanoTime();
      strike.carryOut();
      readyMillis.add(millisSince(struck));
      load.awaitEverybody(counts, RECOVERY_SECONDS_MAX);
      recoveryMillis.add(millisSince(struck));
    }
    talk();
  }

  /**
   * Not always for as long: a strike is not to come at the same point of a batch. Half-way some
   * lose their connection and come back to a server that knows their sessions; the next strike hits
   * the same while they are away.
   */
  private void talk() throws InterruptedException, TimeoutException {
    load.awaitProgress(MESSAGES_BETWEEN_KILLS, RECOVERY_SECONDS_MAX);
    load.cutSome();
    var more = 1 + ThreadLocalRandom.current().nextInt(MESSAGES_BETWEEN_KILLS);
    load.awaitProgress(more, RECOVERY_SECONDS_MAX);
  }

  Verdict finish() throws IOException, InterruptedException, TimeoutException, ExecutionException {
    var verdict = load.finish();
    var counts = verdict.counts();
    var figures =
        new Figures("kill", kind, "mvn verify -Pkill -Dbalcony.kills=" + KILLS, Instant.now())
            .put("commit", commit())
            .put("kills", recoveryMillis.size())
            .put("messages", verdict.messagesAcknowledged())
            .put("sentAgain", verdict.messagesResent())
            .put("deliveries", verdict.deliveries())
            .put("returns", verdict.returns())
            .put(
                "lost",
                counts.getOrDefault(Violation.Kind.I1_LOST, 0)
                    + counts.getOrDefault(Violation.Kind.I1_NOT_DELIVERED, 0))
            .put("duplicated", counts.getOrDefault(Violation.Kind.I3_DOUBLED, 0))
            .put("reordered", counts.getOrDefault(Violation.Kind.I2_REORDERED, 0))
            .put("violations", counts)
            .put("readyP50Millis", median(readyMillis))
            .put("recoveryP50Millis", median(recoveryMillis))
            .put("recoveryMaxMillis", Collections.max(recoveryMillis));
    System.out.println(figures.toJson());
    var results = System.getProperty("balcony.kill.results");
    if (results != null) {
      figures.appendTo(Path.of(results));
    }
    return verdict;
  }

  private static long median(List<Long> all) {
    return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static String commit() throws IOException, InterruptedException {
    var given = System.getProperty("balcony.commit");
    if (given != null) {
      return given;
    }
    var git =
        new ProcessBuilder("git", "rev-parse", "--short", "HEAD").redirectErrorStream(true).start();
    var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? said.strip() : "unknown";
  }
}
