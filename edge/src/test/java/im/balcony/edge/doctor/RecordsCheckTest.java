package im.balcony.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.edge.doctor.Finding.Verdict;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of Kafka; what a broker says is shown where one is started. */
class RecordsCheckTest {
  private static final String RECORDS = "balcony.call.records.";

  @TempDir Path folder;

  private static Config config(String... sets) throws Exception {
    var all = new ArrayList<String>();
    for (var set : sets) {
      all.add(RECORDS + set);
    }
    return NodeConfig.load(ConfigFactory.empty(), all, null);
  }

  @Test
  void nothingIsSaidOfRecordsThatStayHereOrGoToAFile() throws Exception {
    assertEquals(List.of(), RecordsCheck.of(config()));
    assertEquals(List.of(), RecordsCheck.of(config("sink=csv")));
  }

  @Test
  void whatIsMissingStopsTheNode() throws Exception {
    var finding = RecordsCheck.of(config("sink=kafka")).get(0);

    assertEquals(Verdict.WRONG, finding.verdict());
    assertTrue(finding.text().contains("bootstrap-servers"), finding.text());
  }

  @Test
  void aBrokerThatIsAwayAndAPasswordThatOthersMayRead() throws Exception {
    var password = Files.writeString(folder.resolve("password"), "secret\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var findings =
        RecordsCheck.of(
            config(
                "sink=kafka",
                "kafka.bootstrap-servers=[\"localhost:%d\"]".formatted(port),
                "kafka.sasl-mechanism=SCRAM-SHA-512",
                "kafka.user=balcony",
                "kafka.password-file=" + password,
                "kafka.answer-max=1s",
                "kafka.delivery-max=2s"));

    assertEquals(2, findings.size(), findings.toString());
    assertTrue(findings.get(0).text().contains("chmod 600"), findings.toString());
    assertTrue(findings.get(1).text().contains("no broker answers at localhost:"));
    assertEquals(Verdict.WEAK, findings.get(1).verdict());
  }
}
