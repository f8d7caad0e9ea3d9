package im.balcony.edge.listen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HARDENING A3 and A4: connections that never log in. */
class IdleConnectionsTest {
  private static final int CONNECTIONS = 100;
  private static final int ROUNDS = 5;

  /** Classes that are loaded meanwhile, pipes, the event loops' own. */
  private static final int DESCRIPTORS_OF_OTHERS_MAX = 60;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void strangersThatComeAndGoLeaveNothingBehind() throws IOException {
    try (var edge = new EdgeUnderTest(folder)) {
      comeAndGo(edge);
      var before = descriptors();
      for (var round = 0; round < ROUNDS; round++) {
        comeAndGo(edge);
      }
      Awaitility.await()
          .atMost(WAIT_MAX)
          .until(() -> descriptors() <= before + DESCRIPTORS_OF_OTHERS_MAX);
    }
  }

  private static void comeAndGo(EdgeUnderTest edge) throws IOException {
    var sockets = new ArrayList<Socket>();
    for (var n = 0; n < CONNECTIONS; n++) {
      var socket = new Socket();
      socket.bind(new InetSocketAddress("127.0.0." + (1 + n % 50), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port("c2s")));
      sockets.add(socket);
      if (n % 2 == 0) {
        socket.getOutputStream().write('<'); // a stanza that has begun
      }
    }
    for (var socket : sockets) {
      socket.close();
    }
  }

  private static int descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0; // not on this system
    }
    try (var open = Files.list(DESCRIPTORS)) {
      return Math.toIntExact(open.count());
    }
  }

  @Test
  void oneAddressCannotTakeAllPlaces() throws Exception {
    try (var edge =
            new EdgeUnderTest(
                folder, "balcony.edge.c2s.connections.before-login-per-address-max = 2");
        var first = WireClient.tcp(edge.port("c2s"))) {
      first.openStream();
      try (var second = WireClient.tcp(edge.port("c2s"))) {
        second.openStream();
        assertFalse(isServed(edge));
      }
      Awaitility.await().atMost(WAIT_MAX).until(() -> isServed(edge));
    }
  }

  private static boolean isServed(EdgeUnderTest edge) {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      return client.openStream().contains("features");
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void whoDoesNotLogInInTimeIsCutOffHoweverBusyItSeems() throws Exception {
    try (var edge = new EdgeUnderTest(folder, "balcony.edge.c2s.login.seconds-max = 1");
        var silent = WireClient.tcp(edge.port("c2s"));
        var slow = WireClient.tcp(edge.port("c2s"))) {
      slow.openStream();
      slow.send("<starttls ");
      assertTrue(slow.untilClosed().contains("stream:error"));
      silent.untilClosed();
    }
  }
}
