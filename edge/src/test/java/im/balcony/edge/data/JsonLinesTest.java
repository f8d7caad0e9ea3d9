package im.balcony.edge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The log as machines read it; what strangers sent stays inside of its string (HARDENING A23). */
class JsonLinesTest {
  private static final String LOGGER = "im.balcony.Example";

  @TempDir Path folder;

  @Test
  void anEventIsAnObjectWithWhatAPersonWouldLookFor() throws IOException {
    var before = Instant.now().minusSeconds(1);
    var event = logged("hello {}", "world").get(0);
    assertEquals("hello world", event.get("message").textValue());
    assertEquals("ERROR", event.get("level").textValue());
    assertEquals(LOGGER, event.get("logger").textValue());
    assertEquals("romeo@a.example", event.get("jid").textValue());
    assertTrue(Instant.parse(event.get("time").textValue()).isAfter(before));
    assertFalse(event.has("stack"));
  }

  @Test
  void aFailureBringsItsStackInOneString() throws IOException {
    var failure = new IllegalStateException("outer", new IOException("inner"));
    var stack = logged("failed", failure).get(0).get("stack").textValue();
    assertTrue(stack.contains("IllegalStateException: outer"), stack);
    assertTrue(stack.contains("IOException: inner"), stack);
  }

  @Test
  void whateverAPeerSentIsOneLineOfAscii() throws IOException {
    var hostile = "a\r\n\"}{\"level\":\"FORGED\"\u001b[2J\u007f\u009b\u2028\u202e\ud800 end";
    MDC.put("level", hostile);
    MDC.put("nick", hostile);
    try {
      var events = logged("from {}", hostile);
      assertEquals(1, events.size());
      assertEquals("ERROR", events.get(0).get("level").textValue());
      assertTrue(events.get(0).get("nick").textValue().endsWith(" end"));
      for (var line : Files.readAllLines(file())) {
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
      }
    } finally {
      MDC.clear();
    }
  }

  @Test
  void longTextsAreBounded() throws IOException {
    var event = logged("{}", "x".repeat(2 * JsonLines.MESSAGE_CHARS_MAX)).get(0);
    assertEquals(JsonLines.MESSAGE_CHARS_MAX, event.get("message").textValue().length());
    assertTrue(Files.size(file()) < 2L * JsonLines.MESSAGE_CHARS_MAX);
  }

  @Test
  void anUnknownFormatIsRefusedWithTheNameOfItsSetting() {
    var wrong = assertThrows(IllegalArgumentException.class, () -> LogFormat.from(config("xml")));
    assertTrue(String.valueOf(wrong.getMessage()).contains("balcony.log.format"));
    assertEquals(LogFormat.TEXT, LogFormat.from(NodeConfig.reference(NodeRole.BOTH)));
  }

  private List<JsonNode> logged(String message, Object argument) throws IOException {
    MDC.put("jid", "romeo@a.example");
    try (var log = LogFile.attach(file(), config("json"))) {
      assertNotNull(log);
      LoggerFactory.getLogger(LOGGER).error(message, argument);
    } finally {
      MDC.remove("jid");
    }
    var events = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file())) {
      var event = new ObjectMapper().readTree(line);
      if (LOGGER.equals(event.get("logger").textValue())) {
        events.add(event);
      }
    }
    return events;
  }

  private Path file() {
    return folder.resolve("log");
  }

  private static Config config(String format) {
    return ConfigFactory.parseString("balcony.log.format = " + format)
        .withFallback(NodeConfig.reference(NodeRole.BOTH));
  }
}
