package im.balcony.load.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The wall clock of a server and its database, as a library in front of the C library tells it
 * (Debian's libfaketime); set while they run. The monotonic clock stays as it is, as it does when
 * an operator or NTP sets the time.
 */
final class SettableClock {
  private final Path library;
  private final Path offset;

  private SettableClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** Right at first. */
  static SettableClock in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var clock = new SettableClock(library(), folder.resolve("clock"));
    clock.set(Duration.ZERO);
    return clock;
  }

  /** How far it is off from now on. */
  void set(Duration off) throws IOException {
    // at once: what reads it may read at any moment
    var next =
        Files.writeString(offset.resolveSibling("clock.next"), "%+d".formatted(off.toSeconds()));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // or timed waits of the JVM end at once
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private static Path library() throws IOException {
    try (var below = Files.find(Path.of("/usr/lib"), 3, (path, file) -> isLibrary(path))) {
      return below
          .findFirst()
          .orElseThrow(() -> new IOException("no libfaketime: apt install libfaketime"));
    }
  }

  private static boolean isLibrary(Path path) {
    return path.endsWith("libfaketimeMT.so.1");
  }
}
