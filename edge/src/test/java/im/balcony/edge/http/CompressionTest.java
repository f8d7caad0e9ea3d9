package im.balcony.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HARDENING A17: nothing compressed is ever unpacked, on no way in, so there is no bomb. */
class CompressionTest {
  /** A stanza that takes a thousandth of its length when it is packed. */
  private static final String BOMB =
      "<message><body>" + "x".repeat(20_000_000) + "</body></message>";

  private static final String HANDSHAKE =
      """
      GET /xmpp-websocket HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: xmpp
      Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits

      """
          .replace("\n", "\r\n");

  private static EdgeUnderTest edge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge = new EdgeUnderTest(folder, "balcony.edge.c2s.tls = optional");
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void permessageDeflateIsNotAgreedTo() throws Exception {
    try (var wire = WireClient.tcp(edge.port("http"))) {
      wire.send(HANDSHAKE);

      var answer = wire.until("\r\n\r\n").toLowerCase(Locale.ROOT);

      assertTrue(answer.startsWith("http/1.1 101 "), answer);
      assertFalse(answer.contains("sec-websocket-extensions"), answer);
    }
  }

  @Test
  void aCompressedFrameEndsTheConnection() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port("http"))) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(frame(deflated(BOMB)));

      var all = untilItEnds(socket);

      assertTrue(all.startsWith("HTTP/1.1 101 "), all);
      assertFalse(all.contains("x".repeat(100)), "it was unpacked");
    }
  }

  @Test
  void aCompressedRequestIsNotUnpacked() throws Exception {
    var packed =
        gzip("<body xmlns='http://jabber.org/protocol/httpbind' rid='1'>" + BOMB + "</body>");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port("http"))) {
      socket.setSoTimeout(5_000);
      var head =
          "POST /http-bind HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Encoding: gzip\r\nAccept-Encoding: gzip, deflate\r\nContent-Length: "
              + packed.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(packed);

      var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertTrue(all.contains("bad-request"), all);
      assertFalse(all.toLowerCase(Locale.ROOT).contains("content-encoding"), all);
    }
  }

  @Test
  void streamCompressionIsNeitherOfferedNorDone() throws Exception {
    try (var wire = WireClient.tcp(edge.port("c2s"))) {
      var features = wire.openStream();
      assertFalse(features.contains("compress"), features);

      wire.send(
          "<compress xmlns='http://jabber.org/protocol/compress'><method>zlib</method></compress>");

      assertTrue(wire.until("</stream:stream>").contains("<unsupported-stanza-type "));
    }
  }

  @Test
  void theBombsHereAreBombs() throws Exception {
    assertTrue(deflated(BOMB).length < BOMB.length() / 500);
    assertEquals(0x1f, gzip(BOMB)[0]);
  }

  /** Closing over unread bytes resets the connection: that is an end as well. */
  private static String untilItEnds(Socket socket) throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      for (var next = socket.getInputStream().read(); next >= 0; ) {
        all.write(next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      assertEquals("Connection reset", reset.getMessage());
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** RFC 7692 6: a text frame with RSV1, masked by zeros. */
  private static byte[] frame(byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(0xC1);
    frame.write(0x80 | 126);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static byte[] deflated(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    var raw = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (var out = new DeflaterOutputStream(packed, raw)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } finally {
      raw.end();
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return packed.toByteArray();
  }
}
