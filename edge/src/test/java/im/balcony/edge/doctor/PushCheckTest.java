package im.balcony.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.edge.doctor.Finding.Verdict;
import im.balcony.protocol.webpush.CurveCode;
import im.balcony.protocol.webpush.P256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of push settings; what providers say is shown in their own tests. */
class PushCheckTest {
  private static final String GATEWAY = "balcony.push.gateway.";

  @TempDir Path folder;

  private static Config config(String... sets) throws Exception {
    var all = new ArrayList<String>();
    for (var set : sets) {
      all.add(GATEWAY + set);
    }
    return NodeConfig.load(ConfigFactory.empty(), all, null);
  }

  private static Finding only(List<Finding> findings) {
    assertEquals(1, findings.size(), findings.toString());
    return findings.get(0);
  }

  private Path key(String permissions) throws Exception {
    var der = P256.newKeyPair(new SecureRandom()).getPrivate().getEncoded();
    var file =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(der)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void noProviderIsWeakAndSaysWhatToDo() throws Exception {
    var finding = only(PushCheck.of(config()));

    assertEquals(Verdict.WEAK, finding.verdict());
    assertTrue(finding.text().contains("balcony.push.gateway"), finding.text());
  }

  @Test
  void aKeyForBrowsersIsWellAndTold() throws Exception {
    var finding =
        only(
            PushCheck.of(
                config(
                    "webpush.vapid-key-file=" + key("rw-------"),
                    "webpush.subject=\"mailto:a@b.example\"")));

    assertEquals(Verdict.WELL, finding.verdict());
    assertTrue(finding.text().matches(".*the key B[A-Za-z0-9_-]{86}"), finding.text());
    assertTrue(finding.text().contains("encrypted by " + CurveCode.inUse().text()), finding.text());
  }

  @Test
  void aKeyThatOthersMayReadIsWeak() throws Exception {
    var findings =
        PushCheck.of(
            config(
                "webpush.vapid-key-file=" + key("rw-r-----"),
                "webpush.subject=\"mailto:a@b.example\""));

    assertEquals(Verdict.WEAK, findings.get(0).verdict());
    assertTrue(findings.get(0).text().contains("chmod 600"), findings.toString());
  }

  @Test
  void aFileThatIsMissingOrOfAnotherKindStopsTheNode() throws Exception {
    var missing = only(PushCheck.of(config("webpush.vapid-key-file=/none.pem")));
    assertEquals(Verdict.WRONG, missing.verdict());
    assertTrue(missing.text().contains("/none.pem"), missing.text());

    var text = Files.writeString(folder.resolve("text.pem"), "no key");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
    for (var setting : List.of("apns.key-file", "fcm.service-account-file")) {
      var wrong = only(PushCheck.of(config(setting + "=" + text)));
      assertEquals(Verdict.WRONG, wrong.verdict());
      assertTrue(wrong.text().contains(setting), wrong.text());
    }
  }

  @Test
  void aProviderThatIsHalfSetIsSaidToBeOff() throws Exception {
    var findings = PushCheck.of(config("apns.topic=com.example.app"));

    assertEquals(Verdict.WEAK, findings.get(0).verdict());
    assertTrue(findings.get(0).text().contains("apns.key-file is not"), findings.toString());
  }

  @Test
  void aProviderThatIsNotReachedIsWeak() throws Exception {
    var finding =
        only(
            PushCheck.of(
                config(
                    "apns.key-file=" + key("rw-------"),
                    "apns.key-id=KEYKEYKEY1",
                    "apns.team-id=TEAMTEAMT1",
                    "apns.topic=com.example.app",
                    "apns.host=localhost",
                    "apns.port=1")));

    assertEquals(Verdict.WEAK, finding.verdict());
    assertTrue(finding.text().startsWith("APNs: localhost:1 is not reached"), finding.text());
  }
}
