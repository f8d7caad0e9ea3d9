package im.balcony.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void theDevelopmentCertificateNamesEveryDomainAndSignsItself() throws Exception {
    var files = DevelopmentCertificate.in(folder, List.of("localhost", "bücher.example"), NOW);

    var certificate = files.read(NOW).get(0);

    certificate.verify(certificate.getPublicKey());
    var names = certificate.getSubjectAlternativeNames().stream().map(n -> n.get(1)).toList();
    assertEquals(List.of("localhost", "127.0.0.1", "xn--bcher-kva.example"), names);
    assertEquals(-1, certificate.getBasicConstraints());
  }

  @Test
  void theKeyFileBelongsToItsOwnerAlone() throws Exception {
    var files = DevelopmentCertificate.in(folder, List.of("localhost"), NOW);

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())));
  }

  @Test
  void theDevelopmentCertificateStaysUntilDomainsChangeOrItIsOld() throws Exception {
    var first = DevelopmentCertificate.in(folder, List.of("localhost"), NOW).read(NOW);

    assertEquals(first, DevelopmentCertificate.in(folder, List.of("localhost"), NOW).read(NOW));
    var widened = DevelopmentCertificate.in(folder, List.of("localhost", "b.example"), NOW);
    assertNotEquals(first, widened.read(NOW));
    var later = NOW.plus(Duration.ofDays(800));
    var renewed = DevelopmentCertificate.in(folder, List.of("localhost"), later).read(later);
    assertTrue(renewed.get(0).getNotAfter().toInstant().isAfter(later.plus(Duration.ofDays(700))));
  }

  @Test
  void anExpiredCertificateIsNamedWithItsDate() throws Exception {
    var files = DevelopmentCertificate.in(folder, List.of("localhost"), NOW);

    var problem = refused(files, NOW.plus(Duration.ofDays(1000)));

    assertTrue(problem.contains("expired on 2028-06-"), problem);
  }

  @Test
  void aMissingFileIsNamed() {
    var files = new CertificateFiles(List.of(), folder.resolve("none.pem"), folder.resolve("k"));

    assertTrue(refused(files, NOW).contains("none.pem does not exist"));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    var one = DevelopmentCertificate.in(folder.resolve("one"), List.of("localhost"), NOW);
    var two = DevelopmentCertificate.in(folder.resolve("two"), List.of("localhost"), NOW);

    var mixed = new CertificateFiles(List.of(), one.chain(), two.key());

    assertTrue(refused(mixed, NOW).contains("does not belong to the certificate"));
  }

  @Test
  void keysInTheFormOfOpensslAreRead() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = generator.generateKeyPair().getPrivate();
    // The last element of PKCS #8 is the PKCS #1 key: 26 bytes of wrapping for RSA 2048.
    byte[] pkcs8 = key.getEncoded();
    var file = folder.resolve("rsa.pem");
    Files.writeString(file, pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length)));

    assertEquals(key, PemKey.read(file));
  }

  @Test
  void sec1KeysAreRead() throws Exception {
    // openssl ecparam -name prime256v1 -genkey -noout
    var file = folder.resolve("ec.pem");
    Files.writeString(
        file,
        """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEICfiPQ39jdXNwb5aaB+wicghmOY0K4MX8gQeuJL8nr78oAoGCCqGSM49
        AwEHoUQDQgAEDsVLjQ4/iD5/q5e6w3lF15XDDjMq4Omd2Nkb2HRrjAd2gppny8wE
        05Fllh+YWyWFRsC594E1R/ph5jqyRkIMag==
        -----END EC PRIVATE KEY-----
        """);

    assertEquals("EC", PemKey.read(file).getAlgorithm());
  }

  @Test
  void anEncryptedKeyIsRefusedWithAdvice() throws Exception {
    var file = folder.resolve("encrypted.pem");
    Files.writeString(file, pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));

    var problem = assertThrows(TlsUnusableException.class, () -> PemKey.read(file));

    assertTrue(String.valueOf(problem.getMessage()).contains("without a passphrase"));
  }

  private static String refused(CertificateFiles files, Instant now) {
    var problem =
        assertThrows(
            TlsUnusableException.class, () -> ServedCertificate.load(files, SslProvider.JDK, now));
    return String.valueOf(problem.getMessage());
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }
}
