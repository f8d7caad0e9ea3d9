package im.balcony.load.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code load-tests/interop/run.sh}; needs root, a built tree and the packages it names. */
class ForeignClientsTest {
  private static final long SUITE_MINUTES_MAX = 20;
  private static final int LINES_SHOWN = 50;

  @Test
  @Tag("interop")
  void slixmppChatsReadsTheArchiveResumesAndSharesPersonalData()
      throws IOException, InterruptedException {
    run("slixmpp");
  }

  @Test
  @Tag("interop")
  void clientsInJavaScriptChatOverEveryTransport() throws IOException, InterruptedException {
    run("javascript");
  }

  @Test
  @Tag("interop")
  void converseShowsItsHistoryInABrowser() throws IOException, InterruptedException {
    run("converse");
  }

  @Test
  @Tag("interop")
  void phonesInABrowserCallEachOtherAlsoByTheRelayAlone() throws IOException, InterruptedException {
    run("call");
  }

  @Test
  @Tag("interop")
  void aPageAndAPushServiceInJavaScriptDecryptAndVerify() throws IOException, InterruptedException {
    run("webpush");
  }

  @Test
  @Tag("interop")
  void theReferenceClientsTakeExactlyTheDifference() throws IOException, InterruptedException {
    run("reference");
  }

  @Test
  @Tag("interop")
  void prosodyAndEjabberdTalkToUsAndWeToThem() throws IOException, InterruptedException {
    run("federation");
  }

  @Test
  @Tag("smack")
  void smackGetsWhatItsOwnTestsExpect() throws IOException, InterruptedException {
    run("smack");
  }

  /**
   * What the suite says goes to {@code target/interop-SUITE.log}: programs that make their streams
   * non-blocking, as Node.js does, must not have those by which this JVM is led.
   */
  private static void run(String suite) throws IOException, InterruptedException {
    var log = Path.of("target", "interop-" + suite + ".log");
    var process =
        new ProcessBuilder(Path.of("interop", "run.sh").toString(), suite)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(SUITE_MINUTES_MAX, TimeUnit.MINUTES), "the suite did not end in time");
      assertEquals(0, process.exitValue(), () -> "the end of " + log + ":\n" + end(log));
    } finally {
      process.destroy();
    }
  }

  private static String end(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
