package im.balcony.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.edge.doctor.Finding.Verdict;
import im.balcony.edge.tls.TestAuthority;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnosisTest {
  @TempDir Path folder;

  @Test
  void aTakenPortIsWrong() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var port = taken.getLocalPort();
      var finding = find(Diagnosis.of(config("balcony.edge.c2s.port=" + port)), "port " + port);
      assertEquals(Verdict.WRONG, finding.verdict());
      assertTrue(finding.text().contains("--port-offset"));
    }
  }

  @Test
  void aCassandraThatDoesNotAnswerIsWrong() throws Exception {
    var finding =
        find(
            Diagnosis.of(config("balcony.cassandra.contact-points=[\"127.0.0.1:1\"]")),
            "does not answer at 127.0.0.1:1");
    assertEquals(Verdict.WRONG, finding.verdict());
  }

  @Test
  void aMissingCertificateIsWrongAndNoneIsWeak() throws Exception {
    var named =
        Diagnosis.of(
            config(
                "balcony.edge.tls.certificate-file=/none.pem",
                "balcony.edge.tls.key-file=/none.key"));
    assertEquals(Verdict.WRONG, find(named, "/none.pem").verdict());
    assertEquals(Verdict.WEAK, find(Diagnosis.of(config()), "self-signed").verdict());
  }

  @Test
  void aRelayThatIsMissingOrSilentIsWeakAndOneWithoutALoginWrong() throws Exception {
    assertEquals(Verdict.WEAK, find(Diagnosis.of(config()), "TURN: none").verdict());
    var secret = Files.writeString(folder.resolve("secret"), "north star");
    var service = "balcony.services.external=[{type=turn,host=127.0.0.1,port=1,transport=tcp%s}]";
    var silent = Diagnosis.of(config(service.formatted(",secret-file=\"" + secret + "\"")));
    assertEquals(Verdict.WEAK, find(silent, "turn 127.0.0.1:1/tcp: ").verdict());
    var open = Diagnosis.of(config(service.formatted("")));
    assertEquals(Verdict.WRONG, find(open, "serves the whole world").verdict());
  }

  @Test
  void theFilesBetweenNodesAreLookedAt() throws Exception {
    assertEquals(Verdict.WELL, find(Diagnosis.of(config()), "loopback").verdict());
    var open = Diagnosis.of(config("balcony.cluster.host=192.0.2.1"));
    assertEquals(Verdict.WRONG, find(open, "is not loopback").verdict());
    var some = Diagnosis.of(config("balcony.cluster.tls.certificate-file=/none.pem"));
    assertEquals(Verdict.WRONG, find(some, "lacks [key-file, ca-file]").verdict());
    var files = TestAuthority.in(folder.resolve("pem"), "ours").issue("node", "cluster.example");
    var all =
        Diagnosis.of(
            config(
                "balcony.cluster.tls.certificate-file=" + files.chain(),
                "balcony.cluster.tls.key-file=" + files.key(),
                "balcony.cluster.tls.ca-file=" + files.authority()));
    assertEquals(Verdict.WEAK, find(all, "between nodes").verdict());
  }

  @Test
  void aForeignFolderIsWrongAndAnEmptyOneIsWell() throws Exception {
    assertEquals(Verdict.WELL, find(Diagnosis.of(config()), "data folder").verdict());
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    assertEquals(Verdict.WRONG, find(Diagnosis.of(config()), "thesis.txt").verdict());
  }

  @Test
  void anOldJavaAndFewDescriptorsAreWrong() {
    assertEquals(Verdict.WRONG, MachineCheck.java(11).verdict());
    assertEquals(Verdict.WELL, MachineCheck.java(17).verdict());
    assertEquals(Verdict.WRONG, MachineCheck.descriptors(256).verdict());
    assertEquals(Verdict.WEAK, MachineCheck.descriptors(4096).verdict());
    assertEquals(Verdict.WELL, MachineCheck.descriptors(65_536).verdict());
    assertEquals(Verdict.WEAK, MachineCheck.memory(512).verdict());
  }

  @Test
  void aClockBeforeTheBuildIsWrong() {
    var built = Instant.parse("2026-11-21T00:00:00Z");
    assertEquals(
        Verdict.WRONG,
        ClockCheck.plausible(Instant.parse("1970-01-02T00:00:00Z"), built).verdict());
    assertEquals(Verdict.WELL, ClockCheck.plausible(built, built).verdict());
  }

  @Test
  void aFullDiskIsWrong() {
    assertEquals(Verdict.WRONG, FolderCheck.room(folder, 100).verdict());
    assertEquals(Verdict.WEAK, FolderCheck.room(folder, 1000).verdict());
    assertEquals(Verdict.WELL, FolderCheck.room(folder, 10_000).verdict());
  }

  private Config config(String... sets) throws Exception {
    var all = new ArrayList<>(List.of("balcony.data=\"" + folder + "\""));
    all.addAll(List.of(sets));
    return NodeConfig.load(ConfigFactory.empty(), all, null);
  }

  private static Finding find(List<Finding> findings, String text) {
    return findings.stream()
        .filter(finding -> finding.text().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not in " + findings));
  }
}
