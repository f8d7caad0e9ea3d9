package im.balcony.edge.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether this machine's clock can be right, and whether something keeps it so. */
final class ClockCheck {
  private static final Duration TOLERANCE = Duration.ofDays(1);
  private static final long ANSWER_SECONDS_MAX = 3;

  private ClockCheck() {}

  static List<Finding> all() {
    var findings = new ArrayList<Finding>();
    findings.add(plausible(Instant.now(), built()));
    findings.add(kept());
    return findings;
  }

  /** A clock before the build of this very program is wrong. */
  static Finding plausible(Instant now, Instant built) {
    return now.plus(TOLERANCE).isBefore(built)
        ? Finding.wrong(
            "the clock says %s, but this program was built on %s: set the clock"
                .formatted(now, built))
        : Finding.well("the clock says " + now);
  }

  private static Instant built() {
    try {
      var source = ClockCheck.class.getProtectionDomain().getCodeSource();
      if (source != null) {
        return Files.getLastModifiedTime(Path.of(source.getLocation().toURI())).toInstant();
      }
    } catch (IOException | URISyntaxException e) {
      return Instant.EPOCH;
    }
    return Instant.EPOCH;
  }

  private static Finding kept() {
    try {
      var process =
          new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
              .redirectErrorStream(true)
              .start();
      if (process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        var answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (answer.equals("yes")) {
          return Finding.well("the clock is kept by NTP");
        }
      } else {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return unknown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return unknown();
  }

  private static Finding unknown() {
    return Finding.weak(
        "nothing says that NTP keeps the clock: nodes must agree to a second (install chrony)");
  }
}
