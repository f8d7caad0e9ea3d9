package im.balcony.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before two nodes cannot find out why they do not understand each other. */
final class ClusterCertificateTest {
  private static final String NAME = "balcony.example";

  @TempDir Path folder;

  @Test
  void aCertificateOfTheAuthorityIsTaken() throws Exception {
    var certificate = TestAuthority.in(folder, "ours").issue("node", NAME).read(Instant.now());
    assertTrue(certificate.getSubjectX500Principal().getName().contains(NAME));
  }

  @Test
  void noFilesAreNoTlsAndSomeAreAMistake() throws Exception {
    assertTrue(ClusterCertificate.from(settings("", "", "")).isEmpty());
    assertEquals(
        new ClusterCertificate(Path.of("a"), Path.of("b"), Path.of("c")),
        ClusterCertificate.from(settings("a", "b", "c")).orElseThrow());
    for (var some : new String[][] {{"a", "", "c"}, {"a", "b", ""}, {"", "b", "c"}}) {
      var refused =
          assertThrows(
              TlsUnusableException.class,
              () -> ClusterCertificate.from(settings(some[0], some[1], some[2])));
      assertTrue(String.valueOf(refused.getMessage()).contains("lacks"));
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    var ours = TestAuthority.in(folder, "ours");
    var theirs = TestAuthority.in(folder, "theirs").issue("node", NAME);
    refused(new ClusterCertificate(theirs.chain(), theirs.key(), ours.certificate()), "not signed");
  }

  @Test
  void aKeyThatIsNotRsaIsRefused() throws Exception {
    var keys = TestAuthority.newKeys("EC", 256);
    var end = Instant.now().plus(Duration.ofHours(1));
    refused(TestAuthority.in(folder, "ours").issue("node", NAME, keys, end), "must be RSA");
  }

  @Test
  void aKeyOfAnotherNodeIsRefused() throws Exception {
    var ours = TestAuthority.in(folder, "ours");
    var one = ours.issue("one", NAME);
    var other = ours.issue("other", NAME);
    refused(new ClusterCertificate(one.chain(), other.key(), one.authority()), "does not belong");
  }

  @Test
  void anExpiredCertificateIsNamed() throws Exception {
    var keys = TestAuthority.newKeys("RSA", 2048);
    var end = Instant.now().minus(Duration.ofHours(1));
    refused(TestAuthority.in(folder, "ours").issue("node", NAME, keys, end), "expired");
  }

  @Test
  void aMissingAuthorityIsNamed() throws Exception {
    var ours = TestAuthority.in(folder, "ours").issue("node", NAME);
    refused(
        new ClusterCertificate(ours.chain(), ours.key(), folder.resolve("none.pem")), "none.pem");
  }

  private static void refused(ClusterCertificate files, String reason) {
    var refused = assertThrows(TlsUnusableException.class, () -> files.read(Instant.now()));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused::toString);
  }

  private static Config settings(String chain, String key, String authority) {
    return ConfigFactory.parseString(
        "certificate-file = \"%s\", key-file = \"%s\", ca-file = \"%s\""
            .formatted(chain, key, authority));
  }
}
