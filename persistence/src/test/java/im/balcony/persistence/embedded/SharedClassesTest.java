package im.balcony.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of shared classes, made from what a first JVM has listed. */
final class SharedClassesTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void theSecondStartFindsTheFileThatTheFirstMadePossible()
      throws IOException, InterruptedException {
    var shared = new SharedClasses(folder);
    assertEquals(0, run(shared.options()));
    assertTrue(shared.missing());
    // the first process was killed while it wrote a line
    var list = folder.resolve("classes.list");
    Files.writeString(list, Files.readString(list) + "java/lang/Obj");

    var made =
        shared.make(JAVA, List.of("-XX:+UseSerialGC"), folder.toString(), folder.resolve("log"));

    assertTrue(made.join());
    assertTrue(shared.options().get(0).startsWith("-XX:SharedArchiveFile="));
    assertEquals(0, run(shared.options()));
  }

  private int run(List<String> options) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC"));
    command.addAll(options);
    command.add("-version");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out").toFile())
        .start()
        .waitFor();
  }
}
