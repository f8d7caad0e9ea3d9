package im.balcony.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7395 and XEP-0156, with the JDK's HTTP client. */
class WebSocketTest {
  private static final String OPEN =
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
  private static final String CLOSE = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";
  private static EdgeUnderTest edge;
  private static HttpClient http;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge = new EdgeUnderTest(folder, "balcony.edge.http.origins = [\"https://good.example\"]");
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aClientLogsInChatsAndCloses() throws Exception {
    var client = connect();
    client.send(OPEN);
    assertTrue(client.next().startsWith("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='"));
    var features = client.next();
    assertTrue(
        features.startsWith(
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms"),
        features);
    client.send(WireClient.plain("romeo", EdgeUnderTest.PASSWORD));
    assertTrue(client.next().startsWith("<success"));
    client.send(OPEN);
    client.next();
    assertTrue(client.next().contains("<bind "));
    client.send(
        "<iq xmlns='jabber:client' type='set' id='b'>"
            + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    assertTrue(client.next().startsWith("<iq xmlns='jabber:client' type='result' id='b'>"));

    client.send("<message xmlns='jabber:client' id='m'><body>Hi</body></message>");

    assertTrue(client.next().contains("<body>Hi</body>"));
    client.send(CLOSE);
    assertEquals(CLOSE, client.next());
    assertEquals("closed 1000", client.next());
  }

  @Test
  void aLoginAndItsSessionAreOneExchange() throws Exception {
    var client = connect();
    client.send(OPEN);
    client.next();
    assertTrue(client.next().contains("<authentication xmlns='urn:xmpp:sasl:2'>"));

    client.send(
        WireClient.authenticate(
            "PLAIN",
            "\0romeo\0" + EdgeUnderTest.PASSWORD,
            "<bind xmlns='urn:xmpp:bind:0'><tag>Page</tag></bind>"));

    assertTrue(client.next().contains("<authorization-identifier>romeo@localhost/Page/"));
    assertTrue(client.next().startsWith("<stream:features "));
    client.send("<message xmlns='jabber:client' id='m'><body>Hi</body></message>");
    assertTrue(client.next().contains("<body>Hi</body>"));
  }

  @Test
  void aStreamErrorIsAMessageOfItsOwn() throws Exception {
    var client = connect();
    client.send(OPEN.replace("localhost", "nowhere.example"));
    client.next();

    assertTrue(
        client
            .next()
            .startsWith("<stream:error xmlns:stream='http://etherx.jabber.org/streams'><host-unk"));
    assertEquals(CLOSE, client.next());
  }

  @Test
  void stanzasWithoutAnOpenStreamAreRefused() throws Exception {
    var client = connect();

    client.send("<presence xmlns='jabber:client'/>");

    client.next();
    assertTrue(client.next().contains("<bad-format "));
  }

  @Test
  void pagesOfOtherOriginsAndOtherProtocolsAreRefused() {
    var otherPage =
        http.newWebSocketBuilder().subprotocols("xmpp").header("Origin", "https://b.example");
    assertThrows(
        CompletionException.class, () -> otherPage.buildAsync(uri(), new Recorder()).join());
    var noProtocol = http.newWebSocketBuilder();
    assertThrows(
        CompletionException.class, () -> noProtocol.buildAsync(uri(), new Recorder()).join());
    http.newWebSocketBuilder()
        .subprotocols("xmpp")
        .header("Origin", "https://good.example")
        .buildAsync(uri(), new Recorder())
        .join()
        .abort();
  }

  @Test
  void hostMetaNamesWebSocketAndBoshInBothForms() throws Exception {
    var xrd = get("/.well-known/host-meta");
    assertEquals("*", xrd.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(xrd.body().contains("<Link rel='urn:xmpp:alt-connections:websocket'"), xrd.body());
    var jrd = get("/.well-known/host-meta.json");
    assertTrue(jrd.body().contains("\"href\":\"wss://localhost:"), jrd.body());
    assertTrue(jrd.body().contains("/xmpp-websocket\""), jrd.body());
    assertTrue(xrd.body().contains("<Link rel='urn:xmpp:alt-connections:xbosh'"), xrd.body());
    assertTrue(jrd.body().contains("/http-bind\""), jrd.body());
  }

  @Test
  void everythingElseIsNotFound() throws Exception {
    assertEquals(404, get("/../../etc/passwd").statusCode());
    assertEquals(426, get("/xmpp-websocket").statusCode());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port("http") + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri() {
    return URI.create("ws://127.0.0.1:" + edge.port("http") + "/xmpp-websocket");
  }

  private static Recorder connect() {
    var recorder = new Recorder();
    recorder.socket =
        http.newWebSocketBuilder().subprotocols("xmpp").buildAsync(uri(), recorder).join();
    return recorder;
  }

  /** Keeps each message as it comes. */
  private static final class Recorder implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private @Nullable WebSocket socket;

    void send(String message) {
      if (socket != null) {
        socket.sendText(message, true).join();
      }
    }

    String next() throws InterruptedException {
      var next = messages.poll(5, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      messages.add(data.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      messages.add("closed " + status);
      return null;
    }
  }
}
