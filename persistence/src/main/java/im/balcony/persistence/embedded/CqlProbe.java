package im.balcony.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether something speaks CQL on a port: an OPTIONS frame is answered (native protocol v4). */
public final class CqlProbe {
  private static final byte[] OPTIONS = {4, 0, 0, 1, 5, 0, 0, 0, 0};
  private static final int HEADER_BYTES = 9;
  private static final int ANSWER_MILLIS_MAX = 1_000;

  private CqlProbe() {}

  public static boolean answers(InetSocketAddress at) {
    try (var socket = new Socket()) {
      socket.connect(at, ANSWER_MILLIS_MAX);
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      socket.getOutputStream().write(OPTIONS);
      return socket.getInputStream().readNBytes(HEADER_BYTES).length == HEADER_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  static void requireFree(int port, String purpose) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortOccupied(port, purpose);
    }
  }
}
