package im.balcony.edge.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector is told of messages that pass a whole server. */
class NodeTracesTest {
  private static final Set<String> STEPS = Set.of("stanza", "conversation", "journal", "delivery");
  private static final int TRACE_ID_BYTES = 16;

  private final Map<String, Set<String>> stepsOfTrace = new HashMap<>();
  private String all = "";

  @Test
  void aMessageIsToldFromItsEdgeToTheJournalAndToTheOtherEdge(@TempDir Path data) throws Exception {
    var collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          take(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    var endpoint = "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort());
    try (var node =
        WholeNode.start(
            data,
            List.of(
                "balcony.tracing.one-in=1",
                "balcony.tracing.export-every=100ms",
                "balcony.tracing.endpoint=\"" + endpoint + "\""))) {
      var script = Script.parse(Files.readString(carbons()));
      try (var runner = new ScriptRunner(script, node.c2s(), node.c2sTls(), 1)) {
        node.createAccounts(runner.accounts(), ScriptRunner.PASSWORD);
        runner.play();
      }
      Awaitility.await("all steps of one message")
          .atMost(Duration.ofMinutes(1))
          .until(() -> whole() > 0);
      synchronized (stepsOfTrace) {
        assertFalse(all.contains("romeo"), "nothing of who wrote");
        assertFalse(all.contains("Secret"), "nothing of what was written");
      }
    } finally {
      collector.stop(0);
    }
  }

  private long whole() {
    synchronized (stepsOfTrace) {
      return stepsOfTrace.values().stream().filter(STEPS::equals).count();
    }
  }

  private static Path carbons() throws Exception {
    return StanzaScripts.all().stream()
        .filter(file -> file.endsWith("carbons.script"))
        .findFirst()
        .orElseThrow();
  }

  /** Spans of OTLP: trace id (1, bytes), span id (2, bytes), later the name (5, text). */
  private void take(byte[] body) {
    synchronized (stepsOfTrace) {
      all += new String(body, StandardCharsets.ISO_8859_1);
      var traceId = "";
      for (int at = 0; at + 20 < body.length; at++) {
        if (body[at] == 0x0a && body[at + 1] == 16 && body[at + 18] == 0x12 && body[at + 19] == 8) {
          traceId = HexFormat.of().formatHex(body, at + 2, at + 2 + TRACE_ID_BYTES);
          at += 27;
        } else if (body[at] == 0x2a && !traceId.isEmpty() && at + 2 + body[at + 1] <= body.length) {
          var length = Math.max(0, body[at + 1]);
          var name = new String(body, at + 2, length, StandardCharsets.ISO_8859_1);
          if (STEPS.contains(name)) {
            stepsOfTrace.computeIfAbsent(traceId, one -> new TreeSet<>()).add(name);
            assertEquals(name, name.strip());
          }
        }
      }
    }
  }
}
