package im.balcony.persistence.testkit;

import im.balcony.persistence.embedded.EmbeddedCassandra;
import im.balcony.persistence.embedded.EmbeddedCassandraListener;
import im.balcony.persistence.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A Cassandra in a folder of its own that goes with it. */
public final class TestCassandra implements AutoCloseable {
  private final Path folder;
  private final EmbeddedCassandra cassandra;

  private TestCassandra(Path folder, EmbeddedCassandra cassandra) {
    this.folder = folder;
    this.cassandra = cassandra;
  }

  /** Where the build has put Cassandra's jars. */
  public static Path libFolder() {
    return Path.of(
        System.getProperty("balcony.root", "."), "persistence", "cassandra", "target", "lib");
  }

  public static TestCassandra start() {
    try {
      var folder = Files.createTempDirectory("balcony-cassandra");
      var settings =
          EmbeddedCassandraSettings.of(libFolder(), folder, FreePorts.next(), FreePorts.next())
              .forTests();
      return new TestCassandra(
          folder, EmbeddedCassandra.start(settings, EmbeddedCassandraListener.SILENT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code balcony.cassandra.contact-points} wants it. */
  public String contactPoint() {
    return "127.0.0.1:" + cassandra.contactPoint().getPort();
  }

  @Override
  public void close() {
    ProcessHandle.of(cassandra.pid()).ifPresent(ProcessHandle::destroyForcibly);
    cassandra.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
