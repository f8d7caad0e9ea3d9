package im.balcony.load.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code load-tests/interop/run.sh}; needs root, a built tree and the packages it names. */
class ForeignClientsTest {
  private static final long SUITE_MINUTES_MAX = 20;

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
  void theReferenceClientsTakeExactlyTheDifference() throws IOException, InterruptedException {
    run("reference");
  }

  @Test
  @Tag("smack")
  void smackGetsWhatItsOwnTestsExpect() throws IOException, InterruptedException {
    run("smack");
  }

  private static void run(String suite) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(Path.of("interop", "run.sh").toString(), suite).inheritIO().start();
    try {
      assertTrue(
          process.waitFor(SUITE_MINUTES_MAX, TimeUnit.MINUTES), "the suite did not end in time");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroy();
    }
  }
}
