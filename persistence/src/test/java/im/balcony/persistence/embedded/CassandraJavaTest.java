package im.balcony.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CassandraJavaTest {
  @TempDir Path folder;

  @Test
  void theJavaOfTheNodeIsTakenWhenItCan() throws IOException {
    var own = home("jdk-17", "17.0.15");
    assertEquals(java(own), CassandraJava.choose(own, 17, null));
    assertEquals(java(own), CassandraJava.choose(own, 17, ""));
  }

  @Test
  void aJavaThatIsTooNewLooksForOneBesideIt() throws IOException {
    var own = home("jdk-25", "25.0.3");
    home("jdk-11", "11.0.2");
    var other = home("jdk-21", "21");
    Files.createDirectory(folder.resolve("no-java"));
    assertEquals(java(other), CassandraJava.choose(own, 25, null));
  }

  @Test
  void whereThereIsNoneThatIsSaidWithWhatToDo() throws IOException {
    var own = home("jdk-25", "25.0.3");
    var refused =
        assertThrows(StartRefusedException.class, () -> CassandraJava.choose(own, 25, null));
    assertTrue(String.valueOf(refused.getMessage()).contains("this is 25"));
  }

  @Test
  void theOneThatIsNamedWinsAndMustBeThere() throws IOException {
    var own = home("jdk-17", "17.0.15");
    var named = home("jdk-21", "21.0.1");
    assertEquals(java(named), CassandraJava.choose(own, 17, named.toString()));
    assertThrows(
        StartRefusedException.class,
        () -> CassandraJava.choose(own, 17, folder.resolve("none").toString()));
  }

  private Path home(String name, String version) throws IOException {
    var home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    assertTrue(Files.createFile(java(home)).toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }
}
