package im.balcony.edge.turn;

import im.balcony.protocol.stun.StunMessage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** STUN over TCP, or TLS over that (RFC 8489 6.2.2, 6.2.3). */
final class ByteStreamLine implements StunLine {
  private static final int LENGTH_OFFSET = 2;

  private final Socket socket;
  private final DataInputStream in;

  private ByteStreamLine(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static ByteStreamLine tcp(InetSocketAddress server) throws IOException {
    return new ByteStreamLine(connected(server));
  }

  /** The certificate must be for this host and of an authority that Java trusts, as for phones. */
  static ByteStreamLine tls(String host, InetSocketAddress server) throws IOException {
    var plain = connected(server);
    try {
      var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      var secure = (SSLSocket) factory.createSocket(plain, host, server.getPort(), true);
      var parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return new ByteStreamLine(secure);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket connected(InetSocketAddress server) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout(CONNECT_MILLIS_MAX);
      socket.setTcpNoDelay(true);
      socket.connect(server, CONNECT_MILLIS_MAX);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    socket.getOutputStream().flush();
  }

  @Override
  public StunMessage receive() throws IOException {
    var header = in.readNBytes(StunMessage.HEADER_BYTES);
    if (header.length < StunMessage.HEADER_BYTES) {
      throw new EOFException("the server closed the connection");
    }
    int length = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(LENGTH_OFFSET));
    if (StunMessage.HEADER_BYTES + length > StunMessage.BYTES_MAX) {
      throw new IOException("the answer is too long");
    }
    var message = ByteBuffer.wrap(new byte[StunMessage.HEADER_BYTES + length]);
    message.put(header).put(in.readNBytes(length));
    return StunMessage.read(message.array())
        .orElseThrow(() -> new IOException("the answer is not STUN"));
  }

  /** Nothing gets lost on the way. */
  @Override
  public int tries() {
    return 1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
