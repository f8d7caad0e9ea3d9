package im.balcony.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.edge.doctor.Finding.Verdict;
import im.balcony.edge.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FederationCheckTest {
  @TempDir Path folder;

  private List<Finding> findings(FederationCheck.Names names, String... settings) {
    return FederationCheck.of(
        ConfigFactory.parseString(String.join("\n", settings))
            .withFallback(
                ConfigFactory.parseString(
                    "balcony { domains = [a.example], data = \"" + folder + "\" }"))
            .withFallback(NodeConfig.reference(NodeRole.BOTH)),
        names);
  }

  @Test
  void nothingIsLookedUpWhereItIsOff() {
    var findings =
        findings(
            name -> {
              throw new AssertionError(name);
            });
    assertEquals(1, findings.size());
    assertTrue(findings.get(0).text().contains("off"));
  }

  @Test
  void aDomainWithRecordsAndACertificateIsWell() throws Exception {
    var named = TestAuthority.in(folder, "authority").issue("a", "a.example");
    var files =
        "balcony.edge { s2s.enabled = on, tls { certificate-file = \"%s\", key-file = \"%s\" } }";
    var well =
        findings(
            name -> name.equals("_xmpp-server._tcp.a.example") ? 2 : 0,
            files.formatted(named.chain(), named.key()));
    assertEquals(List.of(Verdict.WELL, Verdict.WELL), well.stream().map(Finding::verdict).toList());
    assertTrue(well.get(0).text().contains("2 SRV records"));
  }

  @Test
  void whatOtherServersWillMissIsSaid() throws Exception {
    var other = TestAuthority.in(folder, "authority").issue("b", "b.example");
    var weak =
        findings(
            name -> 0,
            "balcony.edge { s2s.enabled = on, tls { certificate-file = \"%s\", key-file = \"%s\" } }"
                .formatted(other.chain(), other.key()));
    assertEquals(List.of(Verdict.WEAK, Verdict.WEAK), weak.stream().map(Finding::verdict).toList());
    assertTrue(weak.get(0).text().contains("no SRV record"));
    assertTrue(weak.get(1).text().contains("not made out to a.example"));
    var silent =
        findings(
            name -> {
              throw new IOException("no answer");
            },
            "balcony.edge.s2s.enabled = on");
    assertTrue(silent.get(0).text().contains("cannot be looked up"));
    assertTrue(silent.get(1).text().contains("self-signed"));
  }
}
