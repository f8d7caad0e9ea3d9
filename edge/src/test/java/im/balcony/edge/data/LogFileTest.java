package im.balcony.edge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A log that holds what strangers sent is still a log (HARDENING A23). */
class LogFileTest {
  private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR i.b.Forged [] all is lost";
  private static final String LINE = "\\d{4}-\\d\\d-\\d\\dT.*";

  @TempDir Path folder;

  @Test
  void nobodyForgesALine() throws IOException {
    var lines =
        logged(
            "a\r\n" + FORGED,
            "b\n" + FORGED,
            "c\u2028" + FORGED,
            "d\u0085" + FORGED,
            "e\u000b" + FORGED);
    assertEquals(10, lines.stream().filter(line -> line.matches(LINE)).count(), lines::toString);
    assertTrue(lines.stream().noneMatch(line -> line.startsWith(FORGED)), lines::toString);
  }

  @Test
  void nobodyWritesToTheTerminalOfWhoReadsIt() throws IOException {
    var text = String.join("", logged("a\u001b[2J\u0007\u009b31m\u202etxt.exe"));
    assertTrue(text.chars().noneMatch(c -> c != '\t' && Character.isISOControl(c)), text);
    assertEquals(-1, text.indexOf('\u202e'));
  }

  /** Each of these as a name, as a message, and as the message of a failure. */
  private List<String> logged(String... texts) throws IOException {
    var file = folder.resolve("log");
    var config = NodeConfig.reference(NodeRole.BOTH);
    try (var log = LogFile.attach(file, config)) {
      assertNotNull(log);
      for (var text : texts) {
        MDC.put("jid", text);
        LoggerFactory.getLogger(text.substring(0, 1)).error("from {}", text);
        LoggerFactory.getLogger(text.substring(0, 1))
            .error("failed", new IllegalStateException(text, new IOException(text)));
      }
    } finally {
      MDC.remove("jid");
    }
    return Files.readAllLines(file);
  }
}
