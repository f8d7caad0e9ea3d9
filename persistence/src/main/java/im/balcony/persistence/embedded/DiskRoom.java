package im.balcony.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room Cassandra's file system has and how much a start needs: what lies in the commit log
 * is written into tables before it is removed, and a flush that would leave less than {@code
 * min_free_space_per_drive} (50 MiB) ends Cassandra.
 */
record DiskRoom(long freeMegabytes, long neededMegabytes) {
  static final long RESERVE_MEGABYTES = 64;

  private static final long MEGABYTE = 1024 * 1024;

  /** As it is now; unknown counts as enough, since the start itself will tell. */
  static DiskRoom of(Path folder) {
    try {
      var free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
      return new DiskRoom(free, RESERVE_MEGABYTES + bytes(folder.resolve("commitlog")) / MEGABYTE);
    } catch (IOException unknown) {
      return new DiskRoom(Long.MAX_VALUE, RESERVE_MEGABYTES);
    }
  }

  boolean isMissing() {
    return freeMegabytes < neededMegabytes;
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return files.map(Path::toFile).mapToLong(file -> file.length()).sum();
    }
  }

  /** What an operator reads: what is wrong, and what ends it. */
  String problem(Path folder) {
    return "the disk of %s is full: %d MB free, %d needed; make room"
        .formatted(folder, freeMegabytes, neededMegabytes);
  }
}
