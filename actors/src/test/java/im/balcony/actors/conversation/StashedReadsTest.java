package im.balcony.actors.conversation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The control of {@link WritePathTest#fiveThousandReadsDuringASlowWriteAreAllAnswered}: without a
 * front before the persistent actor the same flood ends the node.
 */
class StashedReadsTest {

  @Test
  void withoutAFrontTheSameFloodKillsTheNode() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var node =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StashedReads.class.getName())
            .redirectErrorStream(true)
            .start();
    node.getOutputStream().close();
    var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, node.waitFor(), said);
    assertTrue(said.contains(StackOverflowError.class.getName()), said);
    assertFalse(said.contains(StashedReads.ALL_ANSWERED), said);
  }
}
