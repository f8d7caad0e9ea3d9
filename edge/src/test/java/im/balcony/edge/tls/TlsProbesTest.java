package im.balcony.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HARDENING A7: what a scanner of TLS servers asks, asked of both providers over sockets. */
class TlsProbesTest {
  private static final int ECDHE_RSA_AES128_GCM = 0xc02f;
  private static final int ECDHE_ECDSA_AES128_GCM = 0xc02b;
  private static final int[] STRONG = {ECDHE_RSA_AES128_GCM, ECDHE_ECDSA_AES128_GCM};

  /** NULL, export, RC4, DES, 3DES, anonymous, RSA key exchange, CBC with SHA-1 and SHA-256. */
  private static final int[] WEAK = {
    0x0001, 0x0002, 0x003b, 0x0003, 0x0008, 0x0014, 0x0004, 0x0005, 0xc011, 0xc007, 0x0009, 0x000a,
    0x0016, 0xc012, 0xc008, 0x0018, 0x001b, 0x0034, 0x006c, 0xc018, 0x002f, 0x0035, 0x003c, 0x003d,
    0x009c, 0x009d, 0x0033, 0x0039, 0x0067, 0x006b, 0xc013, 0xc014, 0xc009, 0xc00a, 0xc023, 0xc024,
    0xc027, 0xc028
  };

  @TempDir Path folder;

  private EdgeUnderTest edge(String provider) {
    return new EdgeUnderTest(folder, "balcony.edge.tls.provider = " + provider);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "jdk"})
  void onlyVersionsFromOneTwoOnAreSpoken(String provider) throws IOException {
    try (var edge = edge(provider)) {
      var port = edge.port("c2s-tls");
      for (var old : new int[] {ClientHello.SSL_3, ClientHello.TLS_1_0, ClientHello.TLS_1_1}) {
        assertTrue(ClientHello.send(port, old, STRONG, 0).isRefusal(), Integer.toHexString(old));
      }
      var answer = ClientHello.send(port, ClientHello.TLS_1_2, STRONG, 0);
      assertFalse(answer.isRefusal());
      assertEquals(ClientHello.TLS_1_2, answer.version());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "jdk"})
  void noWeakCipherIsAccepted(String provider) throws IOException {
    try (var edge = edge(provider)) {
      var port = edge.port("c2s-tls");
      for (var cipher : WEAK) {
        var answer = ClientHello.send(port, ClientHello.TLS_1_2, new int[] {cipher}, 0);
        assertTrue(answer.isRefusal(), Integer.toHexString(cipher));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "jdk"})
  void theServerChoosesTheCipherAndNeverCompression(String provider) throws IOException {
    try (var edge = edge(provider)) {
      var offered = new int[WEAK.length + STRONG.length];
      System.arraycopy(WEAK, 0, offered, 0, WEAK.length);
      System.arraycopy(STRONG, 0, offered, WEAK.length, STRONG.length);
      var answer =
          ClientHello.send(edge.port("c2s-tls"), ClientHello.TLS_1_2, offered, /* deflate */ 1, 0);
      assertTrue(
          answer.cipher() == ECDHE_RSA_AES128_GCM || answer.cipher() == ECDHE_ECDSA_AES128_GCM);
      assertEquals(0, answer.compression());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "jdk"})
  void aClientCannotNegotiateAgain(String provider) throws Exception {
    try (var edge = edge(provider);
        var client = WireClient.tlsOfVersion(edge.port("c2s-tls"), "TLSv1.2")) {
      var socket = client.tlsSocket();
      assertEquals("TLSv1.2", socket.getSession().getProtocol());
      assertThrows(
          IOException.class,
          () -> {
            socket.startHandshake();
            client.openStream();
          });
    }
  }

  @Test
  void noCompressionIsOfferedInTheStreamEither() throws Exception {
    try (var edge = edge("jdk");
        var client = WireClient.tls(edge.port("c2s-tls"))) {
      assertFalse(client.openStream().contains("compression"));
      client.send(
          "<compress xmlns='http://jabber.org/protocol/compress'><method>zlib</method></compress>");
      assertTrue(client.untilClosed().contains("stream:error"));
    }
  }
}
