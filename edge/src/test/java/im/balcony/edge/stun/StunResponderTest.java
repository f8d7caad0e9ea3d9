package im.balcony.edge.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnusableException;
import im.balcony.edge.settings.StunSettings;
import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 8489 12 over real sockets. */
class StunResponderTest {
  private static final int ANSWER_MILLIS_MAX = 20_000;

  private StunResponder.Listening listening = start("127.0.0.1", 0);

  @AfterEach
  void stop() {
    listening.responder().close();
  }

  @Test
  void aDatagramIsToldWhereItCameFrom() throws Exception {
    try (var client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      send(client, request(1));
      assertEquals(
          Optional.of(new MappedAddress(client.getLocalAddress(), client.getLocalPort())),
          MappedAddress.of(receive(client)));
    }
  }

  @Test
  void whatIsNoStunGetsNoAnswerAndStopsNothing() throws Exception {
    try (var client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      for (int length = 0; length < 2000; length += 37) {
        send(client, new byte[length]);
      }
      var noise = request(1);
      noise[0] = (byte) 0x80;
      send(client, noise);
      send(client, request(2));
      assertEquals(2, receive(client).transaction()[15], "the first answer is to the request");
    }
  }

  @Test
  void aStreamMayBeCutAnywhereAndHoldMoreThanOne() throws Exception {
    var two = ByteBuffer.allocate(40).put(request(1)).put(request(2)).array();
    for (int cut = 1; cut < two.length; cut++) {
      try (var client = connect()) {
        client.getOutputStream().write(two, 0, cut);
        client.getOutputStream().flush();
        client.getOutputStream().write(two, cut, two.length - cut);
        for (int i = 1; i <= 2; i++) {
          var answer = StunMessage.read(client.getInputStream().readNBytes(32)).orElseThrow();
          assertEquals(i, answer.transaction()[15]);
          assertEquals(
              Optional.of(new MappedAddress(client.getLocalAddress(), client.getLocalPort())),
              MappedAddress.of(answer));
        }
      }
    }
  }

  @Test
  void aStreamOfOtherBytesIsClosed() throws Exception {
    try (var client = connect()) {
      client
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
                  .repeat(20)
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertEquals(0, readToEnd(client));
    }
  }

  @Test
  void oneAddressHoldsOnlySoManyConnections() throws Exception {
    try (var first = connect();
        var second = connect();
        var third = connect()) {
      assertEquals(0, readToEnd(third));
      for (var held : List.of(first, second)) {
        held.getOutputStream().write(request(1));
        assertEquals(32, held.getInputStream().readNBytes(32).length);
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    int port = listening.address().getPort();
    var refused = assertThrows(EdgeUnusableException.class, () -> open("127.0.0.1", port));
    assertTrue(String.valueOf(refused.getMessage()).contains("STUN on 127.0.0.1 port " + port));
    stop();
    try (var taken = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      var byUdp = assertThrows(EdgeUnusableException.class, () -> open("127.0.0.1", port));
      assertTrue(String.valueOf(byUdp.getMessage()).contains("by UDP"));
      assertEquals(port, taken.getLocalPort());
    }
    listening = start("127.0.0.1", port);
  }

  private static StunResponder.Listening start(String host, int port) {
    try {
      return open(host, port);
    } catch (EdgeUnusableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StunResponder.Listening open(String host, int port) throws EdgeUnusableException {
    return StunResponder.start(host, new StunSettings(port, 1000, 1000, 2, 2, 30));
  }

  private static byte[] request(int number) {
    var transaction = ByteBuffer.allocate(16).putInt(StunMessage.MAGIC_COOKIE).array();
    transaction[15] = (byte) number;
    return new StunMessage(StunMessage.BINDING_REQUEST, transaction, List.of()).write();
  }

  private void send(DatagramSocket client, byte[] bytes) throws IOException {
    client.send(new DatagramPacket(bytes, bytes.length, listening.address()));
  }

  private static StunMessage receive(DatagramSocket client) throws IOException {
    client.setSoTimeout(ANSWER_MILLIS_MAX);
    var packet = new DatagramPacket(new byte[StunMessage.BYTES_MAX], StunMessage.BYTES_MAX);
    client.receive(packet);
    return StunMessage.read(Arrays.copyOf(packet.getData(), packet.getLength())).orElseThrow();
  }

  private Socket connect() throws IOException {
    var socket = new Socket(listening.address().getAddress(), listening.address().getPort());
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** A reset is an end as well. */
  private static int readToEnd(Socket client) throws IOException {
    try {
      return client.getInputStream().readAllBytes().length;
    } catch (java.net.SocketException reset) {
      return 0;
    }
  }
}
