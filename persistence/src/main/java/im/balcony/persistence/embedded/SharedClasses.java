package im.balcony.persistence.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a JVM in a file that it maps instead of loading them (class data sharing): about a
 * third less CPU at every start but the first.
 *
 * <p>The first run lists what it loads; a process of lowest priority makes the file from the list.
 * The file's name carries what it was made for; one that does not fit is passed over by the JVM.
 */
public final class SharedClasses {
  private static final String SUFFIX = ".jsa";
  private static final String HALF_SUFFIX = SUFFIX + ".new";

  /** Packages that come in signed jars. */
  private static final List<String> SIGNED = List.of("com/amazon/corretto/crypto/");

  private final Path folder;
  private final String name;
  private final Path archive;
  private final Path list;
  private @Nullable Process making; // set and read under the lock of who makes it

  /** In the file {@code <name>.jsa}, listed in {@code <name>.list}. */
  public SharedClasses(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    archive = folder.resolve(name + SUFFIX);
    list = folder.resolve(name + ".list");
  }

  /** A name that changes with each of these files: the JVM and its jars. */
  static String nameFor(String files) throws IOException {
    var text = new StringBuilder();
    for (var jar : files.split(File.pathSeparator, -1)) {
      var path = Path.of(jar);
      text.append('\n').append(jar);
      if (Files.exists(path)) {
        text.append(' ').append(Files.size(path));
        text.append(' ').append(Files.getLastModifiedTime(path).toMillis());
      }
    }
    return "classes-" + Integer.toHexString(text.toString().hashCode());
  }

  public boolean missing() {
    return !Files.exists(archive);
  }

  /** What Cassandra's JVM is told. */
  List<String> options() {
    return missing()
        ? List.of("-XX:DumpLoadedClassList=" + list)
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
  }

  /** Makes the file from what the running Cassandra has loaded; tells whether it is there. */
  public CompletableFuture<Boolean> make(
      String java, List<String> jvmOptions, String classPath, Path log) throws IOException {
    // one name a maker: that of a killed parent may still be writing
    var half = folder.resolve(name + "-" + ProcessHandle.current().pid() + HALF_SUFFIX);
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
    making = process;
    return process.onExit().thenApply(ended -> finish(ended, half));
  }

  /** Gives up what {@link #make} has begun, and waits until it has ended. */
  void stopMaking() {
    var process = making;
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** What was interrupted, by a kill or a power cut: tens of megabytes that are of no use. */
  void removeHalfMade() throws IOException {
    try (var files = Files.newDirectoryStream(folder, family() + "*" + HALF_SUFFIX)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * The list without the line that is being written, and without classes of signed jars: the JVM
   * shares none of them, and dies of a lambda in one of them while it makes the file (JDK 17).
   */
  private Path wholeLines() throws IOException {
    var text = Files.readString(list);
    var whole =
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .filter(line -> SIGNED.stream().noneMatch(line::contains))
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(folder.resolve(name + ".list.whole"), whole);
  }

  private boolean finish(Process ended, Path half) {
    try {
      if (ended.exitValue() == 0 && Files.exists(half)) {
        Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
        removeOlder();
        return true;
      }
    } catch (IOException e) {
      // as below
    }
    return false; // then the next start is as slow as this one was
  }

  /** What was made for another JVM or other jars; the lists have done their work. */
  private void removeOlder() throws IOException {
    try (var files = Files.newDirectoryStream(folder, family() + "*")) {
      for (var file : files) {
        var text = file.toString();
        if ((text.endsWith(SUFFIX) && !file.equals(archive)) || text.contains(".list")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** How the names of all of this kind begin. */
  private String family() {
    return name.contains("-") ? name.substring(0, name.indexOf('-') + 1) : name;
  }
}
