package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.config.ConfigProblem;
import im.balcony.config.NodeRole;
import im.balcony.edge.admin.AdminClient;
import im.balcony.edge.data.DataLayout;
import im.balcony.edge.data.PortCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All findings about the node that a configuration describes. */
public final class Diagnosis {
  private Diagnosis() {}

  public static List<Finding> of(Config config) throws ConfigProblem {
    var role = NodeRole.of(config.getString("balcony.role"));
    var folder = Path.of(config.getString("balcony.data")).toAbsolutePath().normalize();
    var running = isRunning(folder);
    var findings = new ArrayList<Finding>();
    findings.addAll(MachineCheck.all());
    findings.addAll(ClockCheck.all());
    findings.addAll(FolderCheck.of(folder, running));
    findings.addAll(ports(config, role, running));
    findings.addAll(CassandraCheck.of(config, running));
    findings.add(ClusterPortCheck.of(config));
    if (role.hasEntities()) {
      findings.addAll(TurnCheck.of(config));
      findings.addAll(PushCheck.of(config));
      findings.addAll(RecordsCheck.of(config));
    }
    if (role.hasListeners()) {
      findings.addAll(TlsCheck.of(config));
      findings.addAll(StunCheck.of(config, running));
      findings.addAll(FederationCheck.of(config));
    }
    return findings;
  }

  private static boolean isRunning(Path folder) {
    try {
      AdminClient.connect(new DataLayout(folder).adminSocket()).close();
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  private static List<Finding> ports(Config config, NodeRole role, boolean running) {
    if (running) {
      return List.of(Finding.well("ports: in use by the node that runs on this data folder"));
    }
    var embedded =
        config.getStringList("balcony.cassandra.contact-points").isEmpty()
            && config.getString("balcony.cluster.join").isEmpty();
    var findings = new ArrayList<Finding>();
    for (var port : PortCheck.of(config, role, embedded)) {
      findings.add(
          port.problem()
              .map(Finding::wrong)
              .orElseGet(
                  () ->
                      Finding.well("port %d (%s) is free".formatted(port.port(), port.purpose()))));
    }
    return findings;
  }
}
