package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether the STUN responder of the running node answers; a node that does not run has none. */
final class StunCheck {
  private static final int ANSWER_MILLIS_MAX = 500;
  private static final int TRIES = 4;

  private StunCheck() {}

  static List<Finding> of(Config config, boolean running) {
    int port = config.getInt("balcony.edge.stun.port");
    if (port < 0) {
      return List.of(Finding.well("STUN: off (balcony.edge.stun.port)"));
    }
    if (!running || port == 0) {
      return List.of();
    }
    try {
      var host = InetAddress.getByName(config.getString("balcony.edge.host"));
      var at = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
      return List.of(
          ask(at, port)
              .map(seen -> Finding.well("STUN: port %d answers".formatted(port)))
              .orElseGet(
                  () ->
                      Finding.weak(
                          "STUN: port %d does not answer: calls between networks will fail; look whether something filters UDP"
                              .formatted(port))));
    } catch (IOException e) {
      return List.of(
          Finding.weak("STUN: port %d cannot be asked (%s)".formatted(port, e.getMessage())));
    }
  }

  /** RFC 8489 6.2.1: a datagram may get lost, so it is sent again. */
  private static Optional<StunMessage> ask(InetAddress address, int port) throws IOException {
    var transaction = new byte[16];
    new SecureRandom().nextBytes(transaction);
    ByteBuffer.wrap(transaction).putInt(StunMessage.MAGIC_COOKIE);
    var request = new StunMessage(StunMessage.BINDING_REQUEST, transaction, List.of()).write();
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      socket.connect(address, port);
      for (int i = 0; i < TRIES; i++) {
        socket.send(new DatagramPacket(request, request.length));
        var packet = new DatagramPacket(new byte[StunMessage.BYTES_MAX], StunMessage.BYTES_MAX);
        try {
          socket.receive(packet);
        } catch (IOException nothingYet) {
          continue;
        }
        var answer =
            StunMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()))
                .filter(read -> Arrays.equals(read.transaction(), transaction))
                .filter(read -> MappedAddress.of(read).isPresent());
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }
}
