package im.balcony.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Cassandra's classes in a file that the JVM maps instead of loading them (class data sharing):
 * about a third less CPU at every start but the first on a folder.
 *
 * <p>The first run lists what it loads; a process of lowest priority makes the file from the list.
 * A file that does not fit any more, after an upgrade, is passed over by the JVM.
 */
final class SharedClasses {
  private final Path archive;
  private final Path list;

  SharedClasses(Path folder) {
    archive = folder.resolve("classes.jsa");
    list = folder.resolve("classes.list");
  }

  boolean missing() {
    return !Files.exists(archive);
  }

  /** What Cassandra's JVM is told. */
  List<String> options() {
    return missing()
        ? List.of("-XX:DumpLoadedClassList=" + list)
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
  }

  /** Makes the file from what the running Cassandra has loaded; tells whether it is there. */
  CompletableFuture<Boolean> make(String java, List<String> jvmOptions, String classPath, Path log)
      throws IOException {
    var half = archive.resolveSibling("classes.jsa.new");
    Files.deleteIfExists(half);
    var command = new ArrayList<>(List.of("nice", "-n", "19", java));
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-Xlog:cds=off",
            "-XX:SharedClassListFile=" + wholeLines(),
            "-XX:SharedArchiveFile=" + half,
            "-cp",
            classPath));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return process.onExit().thenApply(ended -> finish(ended, half));
  }

  /** The list without the line that is being written. */
  private Path wholeLines() throws IOException {
    var text = Files.readString(list);
    return Files.writeString(
        list.resolveSibling("classes.list.whole"), text.substring(0, text.lastIndexOf('\n') + 1));
  }

  private boolean finish(Process ended, Path half) {
    try {
      if (ended.exitValue() == 0 && Files.exists(half)) {
        Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
        return true;
      }
    } catch (IOException e) {
      // as below
    }
    return false; // then the next start is as slow as this one was
  }
}
