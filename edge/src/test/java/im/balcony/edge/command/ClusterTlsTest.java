package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.WireClient;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.edge.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that speak TLS to each other, and everybody else who tries (A25). */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit makes them before the tests
final class ClusterTlsTest {
  private static final String NAME = "cluster.example";
  private static final int END_SECONDS_MAX = 120;
  private static final int ANSWER_MILLIS_MAX = 20_000;

  private Path folder;
  private final List<ServerProcesses> places = new ArrayList<>();
  private TestAuthority ours;
  private ServerProcesses first;
  private ServerProcesses second;
  private int clusterPort;

  @BeforeAll
  void start(@TempDir Path own) throws Exception {
    folder = own;
    ours = TestAuthority.in(folder, "ours");
    first = place("first");
    var ports = ServerProcesses.freePorts();
    clusterPort = ports.get(0);
    var options = new ArrayList<>(tls(ours.issue("first", NAME)));
    options.addAll(listener());
    options.addAll(
        List.of(
            "--set",
            "balcony.cassandra.embedded.storage-port=" + ports.get(1),
            "--cassandra-port",
            "" + ports.get(2)));
    first.run("first", clusterPort, options.toArray(String[]::new));
    first.awaitReady("first");
    second = place("second");
    options = new ArrayList<>(tls(ours.issue("second", NAME)));
    options.addAll(listener());
    options.addAll(joining());
    second.run("second", ServerProcesses.freePorts().get(0), options.toArray(String[]::new));
    second.awaitReady("second");
    assertEquals(0, first.user("add", "romeo@localhost"));
    assertEquals(0, first.user("add", "juliet@localhost"));
  }

  @AfterAll
  void end() {
    places.forEach(ServerProcesses::close);
  }

  @Test
  void peopleOnTwoNodesChat() throws IOException {
    try (var romeo = WireClient.tcp(first.c2sPort("first"));
        var juliet = WireClient.tcp(second.c2sPort("second"))) {
      logIn(romeo, "romeo");
      logIn(juliet, "juliet");
      say(romeo, "juliet", "a rose");
      assertTrue(juliet.until("</message>").contains("a rose"));
      say(juliet, "romeo", "by any other name");
      assertTrue(romeo.until("</message>").contains("by any other name"));
    }
  }

  @Test
  void aNodeWithoutTlsIsRefused() throws Exception {
    refused("plain", List.of());
  }

  @Test
  void aNodeOfAnotherAuthorityIsRefused() throws Exception {
    refused("foreign", tls(TestAuthority.in(folder, "theirs").issue("foreign", NAME)));
  }

  @Test
  void aNodeOfTheSameAuthorityWithAnotherNameIsRefused() throws Exception {
    refused("other", tls(ours.issue("other", "printers.example")));
  }

  @Test
  void aConnectionInTheClearGetsNoAnswer() throws IOException {
    try (var socket = socket()) {
      // how a node's connection for control messages begins
      socket.getOutputStream().write("AKKA".getBytes(US_ASCII));
      socket.getOutputStream().write(new byte[] {1, 0, 0, 0, 0});
      assertFalse(answered(socket));
    }
  }

  @Test
  void tlsWithoutACertificateIsRefused() throws Exception {
    try (var client = WireClient.tcp(clusterPort)) {
      var refused =
          assertThrows(
              IOException.class,
              () -> {
                client.startTls();
                client.untilClosed();
              });
      assertFalse(refused instanceof SocketTimeoutException, refused::toString);
    }
  }

  private static boolean answered(Socket socket) throws IOException {
    try {
      var type = socket.getInputStream().read();
      var alert = 21; // RFC 5246 6.2.1
      return type >= 0 && type != alert;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither answered nor closed", e);
    } catch (IOException reset) {
      return false;
    }
  }

  private Socket socket() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), clusterPort);
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    return socket;
  }

  private void refused(String name, List<String> tls) throws Exception {
    var options = new ArrayList<>(tls);
    options.addAll(joining());
    options.addAll(List.of("--set", "balcony.cluster.join-seconds-max=10"));
    var place = place(name);
    var process =
        place.run(name, ServerProcesses.freePorts().get(0), options.toArray(String[]::new));
    assertTrue(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue(), place.output(name));
    assertTrue(place.output(name).contains("no node answers"), place.output(name));
  }

  private ServerProcesses place(String name) throws IOException {
    var place = new ServerProcesses(Files.createDirectory(folder.resolve(name)));
    places.add(place);
    return place;
  }

  private List<String> joining() {
    return List.of("--role", "edge", "--join", "127.0.0.1:" + clusterPort);
  }

  private static List<String> listener() {
    return List.of("--host", "127.0.0.1", "--set", "balcony.edge.c2s.tls=optional");
  }

  private static List<String> tls(ClusterCertificate files) {
    return List.of(
        "--set",
        "balcony.cluster.tls.certificate-file=" + files.chain(),
        "--set",
        "balcony.cluster.tls.key-file=" + files.key(),
        "--set",
        "balcony.cluster.tls.ca-file=" + files.authority());
  }

  private static void logIn(WireClient client, String user) throws IOException {
    client.openStream();
    client.send(WireClient.plain(user, "montague"));
    client.until("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    client.openStream();
    client.bind("phone");
    client.send("<presence/>");
    client.until("<presence");
    client.until(">");
  }

  private static void say(WireClient from, String to, String text) throws IOException {
    from.send(
        "<message to='%s@localhost' type='chat'><body>%s</body></message>".formatted(to, text));
  }
}
