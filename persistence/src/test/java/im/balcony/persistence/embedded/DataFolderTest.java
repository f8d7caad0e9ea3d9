package im.balcony.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a data folder is. */
final class DataFolderTest {
  @TempDir Path parent;

  @Test
  void aFreshFolderRemembersItsShardCount() {
    var path = parent.resolve("data");
    try (var folder = DataFolder.open(path, 100)) {
      assertEquals(100, folder.shardCount());
    }
    try (var folder = DataFolder.open(path, 1_000)) {
      assertEquals(100, folder.shardCount());
    }
  }

  @Test
  void aSecondStartOnItIsRefused() {
    try (var folder = DataFolder.open(parent, 100)) {
      var refused = assertThrows(DataFolderLocked.class, () -> DataFolder.open(folder.path(), 100));
      assertTrue(refused.toString().contains("in use"));
    }
    DataFolder.open(parent, 100).close();
  }

  @Test
  void aRefusedSecondStartLeavesTheFirstItsLock() throws Exception {
    try (var folder = DataFolder.open(parent, 100)) {
      assertThrows(DataFolderLocked.class, () -> DataFolder.open(folder.path(), 100));
      assertEquals("locked", openedByAnotherProcess());
    }
    assertEquals("opened", openedByAnotherProcess());
  }

  private String openedByAnotherProcess() throws IOException {
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FolderOpener.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
  }

  /** Another process that wants the folder. */
  static final class FolderOpener {
    private FolderOpener() {}

    public static void main(String[] args) {
      try (var folder = DataFolder.open(Path.of(args[0]), 100)) {
        System.out.println(folder.shardCount() > 0 ? "opened" : "odd");
      } catch (DataFolderLocked e) {
        System.out.println("locked");
      }
    }
  }

  @Test
  void aForeignFolderIsNotTouched() throws IOException {
    Files.writeString(parent.resolve("thesis.tex"), "mine");
    assertThrows(DataFolderForeign.class, () -> DataFolder.open(parent, 100));
    assertFalse(Files.exists(parent.resolve(DataFolder.MARKER)));
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    Files.writeString(parent.resolve(DataFolder.MARKER), "format=2\nshards=100\n");
    var refused = assertThrows(DataFolderForeign.class, () -> DataFolder.open(parent, 100));
    assertTrue(refused.toString().contains("'2'"));
  }

  @Test
  void aDamagedMarkerIsRefused() throws IOException {
    Files.writeString(parent.resolve(DataFolder.MARKER), "format=1\nshards=\\u00\n");
    assertThrows(DataFolderForeign.class, () -> DataFolder.open(parent, 100));
  }

  @Test
  void aFileInItsPlaceIsRefusedInOneLine() throws IOException {
    var file = Files.writeString(parent.resolve("data"), "");
    var refused = assertThrows(StartRefusedException.class, () -> DataFolder.open(file, 100));
    assertFalse(refused.toString().contains("\n"));
  }
}
