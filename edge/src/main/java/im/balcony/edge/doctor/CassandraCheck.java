package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.StartProblem;
import im.balcony.edge.data.CassandraPlace;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Where the journal will be, and whether it answers. */
final class CassandraCheck {
  private CassandraCheck() {}

  static List<Finding> of(Config config, boolean running) {
    var contactPoints = config.getStringList("balcony.cassandra.contact-points");
    if (!contactPoints.isEmpty()) {
      return external(contactPoints);
    }
    if (!config.getString("balcony.cluster.join").isEmpty()) {
      return List.of(Finding.well("Cassandra: the one of the cluster that is joined"));
    }
    return List.of(embedded(config, running));
  }

  private static Finding embedded(Config config, boolean running) {
    var port = config.getInt("balcony.cassandra.embedded.native-port");
    if (running) {
      return new CassandraPlace("127.0.0.1", port).answers()
          ? Finding.well("embedded Cassandra answers on port " + port)
          : Finding.wrong(
              "embedded Cassandra does not answer on port %d: it is started again by itself; if this stays, see its log in the data folder"
                  .formatted(port));
    }
    var libraries = CassandraPlace.libraries();
    return Files.isDirectory(libraries)
        ? Finding.well("embedded Cassandra is built")
        : Finding.wrong("no Cassandra in %s: build it with ./balcony version".formatted(libraries));
  }

  private static List<Finding> external(List<String> contactPoints) {
    var findings = new ArrayList<Finding>();
    for (var point : contactPoints) {
      try {
        var place = CassandraPlace.parse(point);
        findings.add(
            place.answers()
                ? Finding.well("Cassandra answers at " + point)
                : Finding.wrong(
                    "Cassandra does not answer at %s: is it up, and is balcony.cassandra.contact-points right?"
                        .formatted(point)));
      } catch (StartProblem e) {
        findings.add(Finding.wrong(String.valueOf(e.getMessage())));
      }
    }
    return findings;
  }
}
