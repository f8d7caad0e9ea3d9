package im.balcony.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsOverSocketsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "jdk"})
  void bothProvidersServeAndBindTheChannel(String provider) throws Exception {
    try (var edge = new EdgeUnderTest(folder, "balcony.edge.tls.provider = " + provider);
        var client = WireClient.tls(edge.port("c2s-tls"), "xmpp-client")) {
      client.openStream();
      assertEquals("TLSv1.3", client.tlsSocket().getSession().getProtocol());

      assertTrue(
          client
              .scram("SCRAM-SHA-256-PLUS", "romeo", EdgeUnderTest.PASSWORD, "tls-server-end-point")
              .startsWith("<success"));
    }
  }

  @Test
  void aSecondLoginOverAResumedTlsSessionBindsTheChannelToo() throws Exception {
    try (var edge = new EdgeUnderTest(folder)) {
      for (int i = 0; i < 2; i++) {
        try (var client = WireClient.tls(edge.port("c2s-tls"))) {
          assertTrue(client.openStream().contains("tls-server-end-point"));
        }
      }
    }
  }

  @Test
  void eachDomainShowsItsOwnCertificate() throws Exception {
    var now = Instant.now();
    var one = DevelopmentCertificate.in(folder.resolve("one"), List.of("localhost"), now);
    var two = DevelopmentCertificate.in(folder.resolve("two"), List.of("b.example"), now);
    var settings =
        "balcony.edge.tls.certificates = [%s, %s]"
            .formatted(entry("localhost", one), entry("b.example", two));
    try (var edge = new EdgeUnderTest(folder, settings);
        var byStream = WireClient.tcp(edge.port("c2s"));
        var bySni = WireClient.tcp(edge.port("c2s"))) {
      startTls(byStream);
      byStream.startTls();
      assertEquals(two.read(now).get(0), peerOf(byStream));
      assertTrue(byStream.openStream().contains("SCRAM-SHA-256-PLUS"));

      startTls(bySni);
      bySni.startTlsFor("localhost");
      assertEquals(one.read(now).get(0), peerOf(bySni));
    }
  }

  private static void startTls(WireClient client) throws Exception {
    client.openStream("b.example");
    client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  }

  private static String entry(String domain, CertificateFiles files) {
    return "{ domains = [%s], certificate-file = \"%s\", key-file = \"%s\" }"
        .formatted(domain, files.chain(), files.key());
  }

  @Test
  void changedFilesAreTakenIntoUseAndBadOnesAreNot() throws Exception {
    var now = Instant.now();
    var files = DevelopmentCertificate.in(folder.resolve("used"), List.of("localhost"), now);
    var other = DevelopmentCertificate.in(folder.resolve("other"), List.of("localhost"), now);
    var settings = new TlsSettings(TlsSettings.Provider.AUTO, List.of(files), folder, 1, 1000);
    try (var tls = ServerTls.open(settings, List.of("localhost"), Clock.systemUTC())) {
      var first = certificateOf(tls);
      Files.writeString(files.chain(), "broken");
      touch(files, 10);
      tls.reloadChanged();
      assertEquals(first, certificateOf(tls));

      Files.copy(other.chain(), files.chain(), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(other.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
      touch(files, 20);
      tls.reloadChanged();

      assertNotEquals(first, certificateOf(tls));
    }
  }

  private static void touch(CertificateFiles files, int secondsLater) throws Exception {
    var time = FileTime.from(Instant.now().plusSeconds(secondsLater));
    Files.setLastModifiedTime(files.chain(), time);
  }

  /** The certificate that a client would be shown, by a handshake in memory. */
  private static Certificate certificateOf(ServerTls tls) throws Exception {
    var handler =
        (TlsHandler) tls.newXmppHandler(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, null);
    return HandshakeInMemory.peerCertificate(handler.engine());
  }

  @Test
  void oldVersionsOfTlsAreRefused() throws Exception {
    var settings = new TlsSettings(TlsSettings.Provider.AUTO, List.of(), folder, 1, 1000);
    try (var tls = ServerTls.open(settings, List.of("localhost"), Clock.systemUTC())) {
      var handler =
          (TlsHandler) tls.newXmppHandler(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, null);
      assertEquals(
          List.of("TLSv1.2", "TLSv1.3"),
          List.of(handler.engine().getEnabledProtocols()).stream()
              .filter(name -> name.startsWith("TLSv"))
              .sorted()
              .toList());
      for (var cipher : handler.engine().getEnabledCipherSuites()) {
        assertTrue(cipher.contains("GCM") || cipher.contains("CHACHA20"), cipher);
      }
    }
  }

  @Test
  void plainTextOnTheTlsPortEndsTheConnection() throws Exception {
    try (var edge = new EdgeUnderTest(folder);
        var client = WireClient.tcp(edge.port("c2s-tls"))) {
      client.send(WireClient.header("localhost"));

      client.untilClosed();
    }
  }

  private static X509Certificate peerOf(WireClient client) throws SSLPeerUnverifiedException {
    return (X509Certificate) client.tlsSocket().getSession().getPeerCertificates()[0];
  }
}
