package im.balcony.edge.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server of a test: every name has these IPv4 addresses and no others (RFC 1035 4.1). */
public final class NameServer implements AutoCloseable {
  private static final int HEADER_BYTES = 12;
  private static final int TYPE_A = 1;
  private static final int PACKET_BYTES_MAX = 512;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final AtomicInteger answered = new AtomicInteger();
  private volatile List<String> addresses;

  public NameServer(List<String> addresses) throws IOException {
    this.addresses = addresses;
    var thread = new Thread(this::serve, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on. */
  public void tell(List<String> found) {
    addresses = found;
  }

  /** Questions for IPv4 addresses so far. */
  public int answered() {
    return answered.get();
  }

  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[PACKET_BYTES_MAX], PACKET_BYTES_MAX);
    try {
      while (!socket.isClosed()) {
        socket.receive(packet);
        var answer = answer(packet.getData());
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        packet.setLength(PACKET_BYTES_MAX);
      }
    } catch (IOException closed) {
      socket.close();
    }
  }

  private byte[] answer(byte[] bytes) throws IOException {
    var question = ByteBuffer.wrap(bytes);
    var id = question.getShort(0);
    var end = HEADER_BYTES;
    while (question.get(end) != 0) {
      end += question.get(end) + 1;
    }
    end++;
    var isA = question.getShort(end) == TYPE_A;
    var found = isA ? addresses : List.<String>of();
    var out = new ByteArrayOutputStream();
    var header = ByteBuffer.allocate(HEADER_BYTES);
    // An answer with recursion, one question, so many records.
    header.putShort(id).putShort((short) 0x8180).putShort((short) 1);
    header.putShort((short) found.size());
    out.write(header.array());
    out.write(bytes, HEADER_BYTES, end + 4 - HEADER_BYTES);
    for (var address : found) {
      var record = ByteBuffer.allocate(16);
      // The name of the question, type A, class IN, good for a second.
      record.putShort((short) 0xC00C).putShort((short) TYPE_A).putShort((short) 1).putInt(1);
      record.putShort((short) 4).put(InetAddress.getByName(address).getAddress());
      out.write(record.array());
    }
    if (isA) {
      answered.incrementAndGet();
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
