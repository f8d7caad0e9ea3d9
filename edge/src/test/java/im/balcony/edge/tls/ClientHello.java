package im.balcony.edge.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A first TLS message written by hand, so that it may offer what no library of today would. */
final class ClientHello {
  static final int TLS_1_0 = 0x0301;
  static final int TLS_1_1 = 0x0302;
  static final int TLS_1_2 = 0x0303;
  static final int SSL_3 = 0x0300;

  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int ANSWER_MILLIS_MAX = 10_000;

  /**
   * What the server says to it.
   *
   * @param cipher what it chose, -1 when it refused
   * @param compression the method it chose, -1 when it refused
   */
  record Answer(boolean isRefusal, int version, int cipher, int compression) {
    private static final Answer REFUSAL = new Answer(true, 0, -1, -1);
  }

  private ClientHello() {}

  /** Sends it with these versions, ciphers and compressions. */
  static Answer send(int port, int version, int[] ciphers, int... compressions) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      socket.getOutputStream().write(record(version, hello(version, ciphers, compressions)));
      return answer(new DataInputStream(socket.getInputStream()));
    }
  }

  private static Answer answer(DataInputStream in) throws IOException {
    try {
      var type = in.readUnsignedByte();
      in.readUnsignedShort();
      in.readUnsignedShort();
      if (type == ALERT) {
        return Answer.REFUSAL;
      }
      if (type != HANDSHAKE || in.readUnsignedByte() != 2) {
        throw new IOException("neither an alert nor a ServerHello");
      }
      in.skipNBytes(3);
      var version = in.readUnsignedShort();
      in.skipNBytes(32);
      in.skipNBytes(in.readUnsignedByte());
      return new Answer(false, version, in.readUnsignedShort(), in.readUnsignedByte());
    } catch (EOFException | SocketException closed) {
      return Answer.REFUSAL;
    }
  }

  private static byte[] hello(int version, int[] ciphers, int[] compressions) {
    return bytes(
        out -> {
          out.writeShort(version);
          out.write(new byte[32]);
          out.writeByte(0);
          out.writeShort(2 * ciphers.length);
          for (var cipher : ciphers) {
            out.writeShort(cipher);
          }
          out.writeByte(compressions.length);
          for (var compression : compressions) {
            out.writeByte(compression);
          }
          block(out, bytes(ClientHello::extensions));
        });
  }

  private static void extensions(DataOutputStream out) throws IOException {
    var name = "localhost".getBytes(StandardCharsets.US_ASCII);
    extension(
        out,
        0,
        names -> {
          names.writeShort(name.length + 3);
          names.writeByte(0);
          block(names, name);
        });
    extension(out, 10, groups -> block(groups, new byte[] {0, 29, 0, 23, 0, 24}));
    extension(out, 11, formats -> formats.write(new byte[] {1, 0}));
    extension(
        out,
        13,
        signatures ->
            block(signatures, new byte[] {4, 1, 4, 3, 5, 1, 5, 3, 6, 1, 8, 4, 8, 5, 2, 1, 2, 3}));
    extension(out, 0xff01, renegotiation -> renegotiation.writeByte(0));
  }

  private static void extension(DataOutputStream out, int type, Part body) throws IOException {
    out.writeShort(type);
    block(out, bytes(body));
  }

  private static void block(DataOutputStream out, byte[] body) throws IOException {
    out.writeShort(body.length);
    out.write(body);
  }

  private static byte[] record(int version, byte[] hello) {
    return bytes(
        out -> {
          out.writeByte(HANDSHAKE);
          out.writeShort(Math.min(version, TLS_1_0));
          out.writeShort(hello.length + 4);
          out.writeInt(1 << 24 | hello.length);
          out.write(hello);
        });
  }

  private interface Part {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Part part) {
    var bytes = new ByteArrayOutputStream();
    try {
      part.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
