package im.balcony.edge.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** What the operator reads where the node was started (HARDENING A23). */
class ConsoleLogTest {
  @Test
  void aLineSaysWhatWasLoggedAndNothingElse() throws JoranException {
    var lines = logged("cut off, 2 of 3 nodes: see x\u00e9 \\ 'log'");
    assertTrue(
        lines.endsWith(" ERROR some.Part [] cut off, 2 of 3 nodes: see x\u00e9 \\ 'log'\n"), lines);
  }

  @Test
  void nobodyForgesALineOrWritesToTheTerminal() throws JoranException {
    var text = logged("a\u001b[2J\u0007\u009b31m\u202e b\r\nc\u2028d");
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), text);
    assertEquals(-1, text.indexOf('\u202e'));
    assertEquals(-1, text.indexOf('\u2028'));
  }

  private static String logged(String message) throws JoranException {
    var written = new ByteArrayOutputStream();
    var before = System.err;
    var context = new LoggerContext();
    System.setErr(new PrintStream(written, true, UTF_8));
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(ConsoleLogTest.class.getResource("/logback.xml"));
      context.getLogger("some.Part").error(message, new IllegalStateException("no stack"));
    } finally {
      context.stop();
      System.setErr(before);
    }
    return written.toString(UTF_8);
  }
}
