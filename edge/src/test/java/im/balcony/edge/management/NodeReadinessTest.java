package im.balcony.edge.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.balcony.edge.script.WholeNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node serves, loses its database, has it again. */
class NodeReadinessTest {
  private static final Duration MAX = Duration.ofMinutes(2);

  @Test
  void aNodeIsReadyExactlyWhileItsJournalAnswers(@TempDir Path data) throws Exception {
    var before = children();
    try (var node = WholeNode.start(data, List.of("balcony.management.port=0"))) {
      await(node, 200, "ready");
      var cassandra = children();
      cassandra.removeAll(before);
      assertFalse(cassandra.isEmpty());
      signal(cassandra, "STOP");
      try {
        await(node, 503, "journal: no answer within");
        assertEquals(200, get(node, "/alive").statusCode());
      } finally {
        signal(cassandra, "CONT");
      }
      await(node, 200, "ready");
    }
  }

  private static void await(WholeNode node, int status, String text) {
    Awaitility.await(text)
        .atMost(MAX)
        .until(
            () -> {
              var answer = get(node, "/ready");
              return answer.statusCode() == status && answer.body().contains(text);
            });
  }

  private static HttpResponse<String> get(WholeNode node, String path) throws Exception {
    var address = node.management();
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static void signal(Set<Long> processes, String name) throws Exception {
    var line = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> line.add("" + process));
    assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
  }
}
