package im.balcony.edge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.StartProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyPlaceTest {
  @TempDir private Path folder;

  private MasterKeyPlace place(String node) {
    return new MasterKeyPlace(folder.resolve(node));
  }

  @Test
  void theFirstNodeMakesKeysAndTellsThem() throws Exception {
    var first = place("first");
    first.open();
    var joiner = place("joiner");
    joiner.keep(first.text());
    joiner.openKept();
    assertEquals(first.text(), joiner.text());
  }

  @Test
  void aJoinerThatIsToldNoKeysMakesNone() {
    var joiner = place("joiner");
    var problem =
        assertThrows(
            StartProblem.class,
            () -> {
              joiner.keep("");
              joiner.openKept();
            });
    assertTrue(String.valueOf(problem.getMessage()).contains("join through one"));
    assertFalse(Files.exists(folder.resolve("joiner")));
  }

  @Test
  void whoComesBackThroughAnEdgeHasTheKeysOfBefore() throws Exception {
    var before = place("back");
    before.open();
    var text = before.text();
    before.keep("");
    before.openKept();
    assertEquals(text, before.text());
  }

  @Test
  void theKeysOfAnotherClusterAreRefused() throws Exception {
    var own = place("own");
    own.open();
    var other = place("other");
    other.open();
    assertThrows(StartProblem.class, () -> own.keep(other.text()));
  }
}
