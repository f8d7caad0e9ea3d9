package im.balcony.edge.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.UserCommand;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 6120 4.4: who closes its stream gets the end of ours, though it has shut its side of the
 * connection down right behind; the connection is gone then.
 */
class HalfClosedStreamTest {
  private static final String END = "</stream:stream>";
  private static final String ECHO =
      "<message xmlns='jabber:client' id='m1' from='romeo@localhost/phone'/>";

  @TempDir Path folder;

  private EdgeUnderTest edge(boolean isNative, String provider) {
    return new EdgeUnderTest(
        folder,
        "balcony.edge { native-transport = %s, c2s.tls = optional, tls.provider = %s }"
            .formatted(isNative, provider));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aBoundClientOverTcp(boolean isNative) throws Exception {
    try (var edge = edge(isNative, "auto");
        var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");
      client.bind("phone");

      client.sendLast("<message id='m1'/>" + END);

      assertEquals(ECHO + END, client.untilClosed());
      isOver(edge);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, auto, TLSv1.3",
    "true, auto, TLSv1.2",
    "true, jdk, TLSv1.3",
    "true, jdk, TLSv1.2",
    "false, auto, TLSv1.3",
    "false, jdk, TLSv1.2"
  })
  void aBoundClientWhoseTlsIsClosedAsWell(boolean isNative, String provider, String version)
      throws Exception {
    try (var edge = edge(isNative, provider);
        var client = WireClient.tlsOfVersion(edge.port("c2s-tls"), version)) {
      client.logIn("romeo");
      client.bind("phone");

      client.sendLast("<message id='m1'/>" + END);

      assertEquals(ECHO + END, client.untilClosed());
      isOver(edge);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, c2s", "false, c2s", "true, c2s-tls", "false, c2s-tls"})
  void aStranger(boolean isNative, String listener) throws Exception {
    try (var edge = edge(isNative, "auto");
        var client = client(edge, listener)) {
      client.openStream();

      client.sendLast(END);

      assertEquals(END, client.untilClosed());
      Awaitility.await().until(() -> edge.edge().connections() == 0);
    }
  }

  /** Whether it was bound before its end came or not, which nobody can say beforehand. */
  @ParameterizedTest
  @CsvSource({"true, c2s", "false, c2s", "true, c2s-tls", "false, c2s-tls"})
  void aClientThatIsStillBeingBound(boolean isNative, String listener) throws Exception {
    try (var edge = edge(isNative, "auto");
        var client = client(edge, listener)) {
      client.logIn("romeo");

      client.sendLast(
          "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>" + END);

      var answer = client.untilClosed();
      assertTrue(answer.startsWith("<iq type='result' id='b'>") || answer.equals(END), answer);
      assertTrue(answer.endsWith(END), answer);
      isOver(edge);
    }
  }

  /** Who is told to go closes its stream and its side: nothing is waited for. */
  @ParameterizedTest
  @CsvSource({"true, c2s", "false, c2s", "true, c2s-tls", "false, c2s-tls"})
  void aStrangerWhoWasToldToGo(boolean isNative, String listener) throws Exception {
    try (var edge = edge(isNative, "auto");
        var client = client(edge, listener)) {
      client.openStream();
      client.send("<presence/>");
      assertTrue(client.until(END).contains("<not-authorized"));

      client.sendLast(END);

      assertEquals("", client.untilClosed());
      Awaitility.await().until(() -> edge.edge().connections() == 0);
    }
  }

  /** A stream that was not closed may be resumed; its connection ends with its bytes. */
  @ParameterizedTest
  @CsvSource({"true, c2s", "false, c2s", "true, c2s-tls", "false, c2s-tls"})
  void aStreamThatIsNotClosed(boolean isNative, String listener) throws Exception {
    try (var edge = edge(isNative, "auto");
        var client = client(edge, listener)) {
      client.logIn("romeo");
      client.bind("phone");

      client.sendLast("<message id='m1'/>");

      Awaitility.await().until(() -> edge.edge().connections() == 0);
    }
  }

  private static WireClient client(EdgeUnderTest edge, String listener) throws Exception {
    return listener.equals("c2s")
        ? WireClient.tcp(edge.port(listener))
        : WireClient.tls(edge.port(listener));
  }

  private static void isOver(EdgeUnderTest edge) {
    Awaitility.await().until(() -> edge.edge().connections() == 0);
    Awaitility.await()
        .until(() -> edge.told().stream().anyMatch(UserCommand.EndSession.class::isInstance));
  }
}
