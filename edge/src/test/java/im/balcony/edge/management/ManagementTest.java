package im.balcony.edge.management;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.settings.ManagementSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What machines get over HTTP, and what nobody gets. */
class ManagementTest {
  private static final int ANSWER_MILLIS_MAX = 20_000;

  @Test
  void aNodeIsAliveFromTheFirstMomentAndReadyWhenItServes() throws Exception {
    try (var management = open()) {
      assertEquals(200, get(management, "/alive").statusCode());
      assertEquals(503, get(management, "/ready").statusCode());
      management.serve(List.of());
      var ready = get(management, "/ready?from=kubelet");
      assertEquals(200, ready.statusCode());
      assertEquals("ready\n", ready.body());
      assertEquals("no-store", ready.headers().firstValue("Cache-Control").orElse(""));
      management.serve(List.of(new Broken()));
      var broken = get(management, "/ready");
      assertEquals(503, broken.statusCode());
      assertEquals("journal: gone\n", broken.body());
      management.stopServing();
      assertEquals("this node is draining\n", get(management, "/ready").body());
      assertEquals(200, get(management, "/alive").statusCode());
    }
  }

  @Test
  void nothingElseIsThereAndNothingCanBeSent() throws Exception {
    try (var management = open()) {
      assertEquals(404, get(management, "/").statusCode());
      assertEquals(404, get(management, "/ready/../alive").statusCode());
      var post = request(management, "/ready").POST(HttpRequest.BodyPublishers.ofString("on"));
      var refused = HttpClient.newHttpClient().send(post.build(), text());
      assertEquals(405, refused.statusCode());
      assertEquals("GET, HEAD", refused.headers().firstValue("Allow").orElse(""));
      var head = request(management, "/alive").method("HEAD", HttpRequest.BodyPublishers.noBody());
      var answer = HttpClient.newHttpClient().send(head.build(), text());
      assertEquals(200, answer.statusCode());
      assertEquals("", answer.body());
    }
  }

  @Test
  void whatIsTooLargeOrNoHttpEndsTheConnectionOnly() throws Exception {
    try (var management = open()) {
      assertTrue(
          said(management, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n").contains("400"));
      assertTrue(
          said(management, "GET / HTTP/1.1\r\nX: " + "a".repeat(9000) + "\r\n\r\n")
              .contains("400"));
      said(management, "\0\1\2\3\r\n\r\n");
      assertEquals(200, get(management, "/alive").statusCode());
    }
  }

  @Test
  void whoHoldsAllConnectionsLosesThemInTime() throws Exception {
    try (var management =
        open("balcony.management { connections-max = 1, connection-seconds-max = 1 }")) {
      try (var first = socket(management)) {
        assertEquals(-1, first.getInputStream().read(), "closed by the server");
      }
      assertEquals(200, get(management, "/alive").statusCode());
    }
  }

  @Test
  void itIsOffByDefaultAndLoopbackUnlessTheNetworkIsPrivate() throws Exception {
    var reference = NodeConfig.reference(NodeRole.BOTH);
    assertTrue(Management.open(ManagementSettings.from(reference)).address().isEmpty());
    var open =
        ConfigFactory.parseString("balcony.management { port = 0, host = 0.0.0.0 }")
            .withFallback(reference);
    assertThrows(IllegalArgumentException.class, () -> ManagementSettings.from(open));
    var said = ConfigFactory.parseString("balcony.management.private-network = on");
    assertEquals("0.0.0.0", ManagementSettings.from(said.withFallback(open)).host());
  }

  private static final class Broken implements ReadyCheck {
    @Override
    public String name() {
      return "journal";
    }

    @Override
    public CompletionStage<Optional<String>> problem() {
      return CompletableFuture.completedFuture(Optional.of("gone"));
    }
  }

  private static Management open(String... settings) throws IOException {
    return Management.open(
        ManagementSettings.from(
            ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(ConfigFactory.parseString("balcony.management.port = 0"))
                .withFallback(NodeConfig.reference(NodeRole.BOTH))));
  }

  private static HttpResponse<String> get(Management management, String path) throws Exception {
    return HttpClient.newHttpClient().send(request(management, path).build(), text());
  }

  private static HttpRequest.Builder request(Management management, String path) {
    var port = management.address().orElseThrow().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static Socket socket(Management management) throws IOException {
    var port = management.address().orElseThrow().getPort();
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    return socket;
  }

  /** All that comes back before the server closes; nothing after a reset. */
  private static String said(Management management, String bytes) throws IOException {
    try (var socket = socket(management)) {
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }
}
