package im.balcony.persistence.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded Cassandra is run.
 *
 * @param libFolder its jars, apart from every class path of ours
 * @param folder where its data, configuration and log lie; inside a locked {@link DataFolder}
 * @param commitlogSync "batch" keeps acknowledged writes through kill -9; "periodic" does not
 * @param unsafeSystem tests only: system tables are not synced, a kill loses even the schema
 * @param quickStart tests only: less optimisation by the JVM, sooner up
 */
public record EmbeddedCassandraSettings(
    Path libFolder,
    Path folder,
    int nativePort,
    int storagePort,
    int heapMegabytes,
    String commitlogSync,
    boolean unsafeSystem,
    boolean quickStart,
    Duration startMax) {

  private static final int HEAP_MEGABYTES = 256;
  private static final Duration START_MAX = Duration.ofMinutes(2);

  /** What a single server runs with. */
  public static EmbeddedCassandraSettings of(
      Path libFolder, Path folder, int nativePort, int storagePort) {
    return new EmbeddedCassandraSettings(
        libFolder.toAbsolutePath().normalize(),
        folder.toAbsolutePath().normalize(),
        nativePort,
        storagePort,
        HEAP_MEGABYTES,
        "batch",
        false,
        false,
        START_MAX);
  }

  /** The same for tests: up sooner, and not safe against a kill. */
  public EmbeddedCassandraSettings forTests() {
    return new EmbeddedCassandraSettings(
        libFolder,
        folder,
        nativePort,
        storagePort,
        heapMegabytes,
        commitlogSync,
        true,
        true,
        startMax);
  }

  public EmbeddedCassandraSettings withUnsafeSystem(boolean unsafe) {
    return new EmbeddedCassandraSettings(
        libFolder,
        folder,
        nativePort,
        storagePort,
        heapMegabytes,
        commitlogSync,
        unsafe,
        quickStart,
        startMax);
  }
}
