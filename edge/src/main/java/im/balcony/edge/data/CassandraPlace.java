package im.balcony.edge.data;

import im.balcony.edge.StartProblem;
import im.balcony.persistence.embedded.CqlProbe;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** A contact point of Cassandra, and where the jars of the embedded one lie. */
public record CassandraPlace(String host, int port) {
  private static final int DEFAULT_PORT = 9042;
  private static final int PORT_MAX = 65_535;

  /** Reads {@code HOST:PORT} or {@code HOST}. */
  public static CassandraPlace parse(String text) throws StartProblem {
    var colon = text.lastIndexOf(':');
    if (colon < 0 && !text.isBlank()) {
      return new CassandraPlace(text, DEFAULT_PORT);
    }
    if (colon > 0 && text.substring(colon + 1).matches("\\d{1,5}")) {
      var port = Integer.parseInt(text.substring(colon + 1));
      if (port > 0 && port <= PORT_MAX) {
        return new CassandraPlace(text.substring(0, colon), port);
      }
    }
    throw new StartProblem(
        "balcony.cassandra.contact-points: \"%s\" is not HOST:PORT".formatted(text));
  }

  /** As {@code ./balcony} tells it; in the build's own tests below the project's root. */
  public static Path libraries() {
    return Optional.ofNullable(System.getProperty("balcony.cassandra.lib"))
        .map(Path::of)
        .orElseGet(
            () ->
                Path.of(System.getProperty("balcony.root", "."))
                    .resolve("persistence/cassandra/target/lib"));
  }

  /** Whether something speaks CQL there. */
  public boolean answers() {
    return CqlProbe.answers(new InetSocketAddress(host, port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
