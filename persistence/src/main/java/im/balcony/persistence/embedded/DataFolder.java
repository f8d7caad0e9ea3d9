package im.balcony.persistence.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server's data folder, locked for this process from open to close.
 *
 * <p>A marker file says whose folder it is, its format, and what must never change in it.
 */
public final class DataFolder implements AutoCloseable {
  static final String LOCK = "balcony.lock";
  static final String MARKER = "balcony-data.properties";
  private static final String FORMAT = "1";

  // POSIX forgets a process's lock when any of its channels on that file closes: never open a
  // second
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final int shardCount;

  private DataFolder(Path path, FileChannel lock, int shardCount) {
    this.path = path;
    this.lock = lock;
    this.shardCount = shardCount;
  }

  /**
   * Opens the folder, or makes it if there is none.
   *
   * @param shardCount the count a fresh folder will have; one that exists remembers its own
   * @throws DataFolderLocked when another process has it
   * @throws DataFolderForeign when something else is in it, or a later format
   */
  public static DataFolder open(Path folder, int shardCount) {
    var path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      var real = path.toRealPath();
      if (!OPEN_HERE.add(real)) {
        throw new DataFolderLocked(path);
      }
      try {
        return locked(real, shardCount);
      } catch (IOException | RuntimeException e) {
        OPEN_HERE.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new StartRefusedException(
          "data folder " + path + " cannot be opened: " + reason(e) + "; check its permissions", e);
    }
  }

  private static DataFolder locked(Path path, int shardCount) throws IOException {
    var lock = lock(path);
    try {
      return new DataFolder(path, lock, claim(path, shardCount));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** The number of shards this folder's data was made for; it cannot change. */
  public int shardCount() {
    return shardCount;
  }

  public Path cassandraFolder() {
    return path.resolve("cassandra");
  }

  public Path masterKeyFile() {
    return path.resolve("master.key");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot release " + path, e);
    } finally {
      OPEN_HERE.remove(path);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    var channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new DataFolderLocked(path);
  }

  private static int claim(Path path, int shardCount) throws IOException {
    var marker = path.resolve(MARKER);
    if (Files.exists(marker)) {
      return shardCountOf(path, Files.readString(marker));
    }
    try (var entries = Files.list(path)) {
      var stranger =
          entries.filter(entry -> !entry.getFileName().toString().equals(LOCK)).findFirst();
      if (stranger.isPresent()) {
        throw new DataFolderForeign(
            path,
            "it has no "
                + MARKER
                + " but contains "
                + stranger.get().getFileName()
                + "; give an empty folder with --data");
      }
    }
    write(marker, shardCount);
    return shardCount;
  }

  private static int shardCountOf(Path path, String text) throws IOException {
    var marker = new Properties();
    try {
      marker.load(new StringReader(text));
      var format = marker.getProperty("format", "");
      if (!format.equals(FORMAT)) {
        throw new DataFolderForeign(
            path,
            "its format is '" + format + "', this release reads " + FORMAT + "; use its release");
      }
      return Integer.parseInt(marker.getProperty("shards", ""));
    } catch (IllegalArgumentException e) {
      throw new DataFolderForeign(
          path, MARKER + " is damaged (" + reason(e) + "); restore it from a backup");
    }
  }

  private static void write(Path marker, int shardCount) throws IOException {
    var properties = new Properties();
    properties.setProperty("format", FORMAT);
    properties.setProperty("shards", Integer.toString(shardCount));
    var text = new StringWriter();
    properties.store(text, "Balcony's data. Do not edit: the number of shards can never change.");
    var half = marker.resolveSibling(MARKER + ".new");
    Files.writeString(half, text.toString());
    Files.move(half, marker, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
