package im.balcony.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    var shared = new SharedClasses(folder, "classes-1");
    assertEquals(0, run(shared.options()));
    assertTrue(shared.missing());
    // the first process was killed while it wrote a line
    var list = folder.resolve("classes-1.list");
    Files.writeString(list, Files.readString(list) + "java/lang/Obj");

    Files.writeString(folder.resolve("classes-0.jsa"), "made for another JVM");
    var made =
        shared.make(JAVA, List.of("-XX:+UseSerialGC"), folder.toString(), folder.resolve("log"));

    assertTrue(made.join());
    assertTrue(shared.options().get(0).startsWith("-XX:SharedArchiveFile="));
    assertEquals(0, run(shared.options()));
    assertFalse(Files.exists(folder.resolve("classes-0.jsa")));
    assertFalse(Files.exists(list));
  }

  /** The second line ends the JVM that makes the file (OpenJDK 17.0.15). */
  @Test
  void classesOfSignedJarsAreLeftOut() throws IOException {
    var jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(path -> path.contains("AmazonCorrettoCryptoProvider"))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        folder.resolve("classes-1.list"),
        """
        java/lang/Object
        @lambda-proxy PACKAGE/EcGen apply (Z)LPACKAGE/MiscInterfaces$ThrowingLongFunction; \
        (J)Ljava/lang/Object; REF_invokeStatic PACKAGE/EcGen lambda$generateKeyPair$1 \
        (ZJ)Ljava/lang/Long; (J)Ljava/lang/Long;
        """
            .replace("PACKAGE", "com/amazon/corretto/crypto/provider"));
    var shared = new SharedClasses(folder, "classes-1");

    var made = shared.make(JAVA, List.of("-XX:+UseSerialGC"), jar, folder.resolve("log"));

    assertTrue(made.join(), () -> read(folder.resolve("log")));
  }

  @Test
  void whatWasInterruptedIsRemovedBeforeTheNextStart() throws IOException {
    var half = Files.writeString(folder.resolve("classes-7.jsa.new"), "half");
    var whole = Files.writeString(folder.resolve("classes-7.jsa"), "whole");
    new SharedClasses(folder, "classes-8").removeHalfMade();
    assertFalse(Files.exists(half));
    assertTrue(Files.exists(whole));
  }

  @Test
  void whatIsGivenUpEndsAndIsNotTakenForWhole() throws IOException {
    var list = Files.writeString(folder.resolve("classes-1.list"), "java/lang/Object\n");
    var shared = new SharedClasses(folder, "classes-1");
    var made = shared.make(JAVA, List.of("-XX:+UseSerialGC"), "", folder.resolve("log"));
    shared.stopMaking();
    assertFalse(made.join());
    assertTrue(shared.missing());
    assertTrue(Files.exists(list));
  }

  @Test
  void anotherJarAsksForAnotherFile() throws IOException {
    var jar = Files.writeString(folder.resolve("a.jar"), "one");
    var before = SharedClasses.nameFor(jar.toString());
    assertEquals(before, SharedClasses.nameFor(jar.toString()));
    Files.writeString(jar, "another");
    assertNotEquals(before, SharedClasses.nameFor(jar.toString()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
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
