package im.balcony.edge.turn;

import im.balcony.protocol.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** STUN over UDP (RFC 8489 6.2.1): what gets lost is sent again. */
final class DatagramLine implements StunLine {
  private static final int TRIES = 4;
  private static final int NOISE_MAX = 100;

  private final DatagramSocket socket = new DatagramSocket();

  DatagramLine(InetSocketAddress server) throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    socket.connect(server);
  }

  @Override
  public void send(byte[] message) throws IOException {
    socket.send(new DatagramPacket(message, message.length));
  }

  @Override
  public StunMessage receive() throws IOException {
    for (int i = 0; i < NOISE_MAX; i++) {
      var packet = new DatagramPacket(new byte[StunMessage.BYTES_MAX], StunMessage.BYTES_MAX);
      socket.receive(packet);
      var read = StunMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()));
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new SocketTimeoutException("nothing but other datagrams");
  }

  @Override
  public int tries() {
    return TRIES;
  }

  @Override
  public void close() {
    socket.close();
  }
}
