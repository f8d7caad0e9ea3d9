package im.balcony.edge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.StartProblem;
import im.balcony.persistence.seal.MasterKeyText;
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
    joiner.keep(text(first));
    joiner.openKept();
    assertEquals(text(first), text(joiner));
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
    var text = text(before);
    before.keep("");
    before.openKept();
    assertEquals(text, text(before));
  }

  @Test
  void theKeysOfAnotherClusterAreRefused() throws Exception {
    var own = place("own");
    own.open();
    var other = place("other");
    other.open();
    assertThrows(StartProblem.class, () -> own.keep(text(other)));
  }

  @Test
  void whoWasAwayDuringARotationTakesTheNewKeys() throws Exception {
    var away = place("away");
    var rotated = away.open().withNewer().usingNewest().newestOnly();
    away.keep(MasterKeyText.write(rotated));
    assertEquals(rotated.all(), away.openKept().all());
  }

  @Test
  void whoDiedAtTheBeginningOfARotationTakesWhatTheOthersHave() throws Exception {
    var died = place("died");
    var others = died.open();
    died.keyFile().save(others.withNewer());
    died.keep(MasterKeyText.write(others));
    assertEquals(others.all(), died.openKept().all());
  }

  @Test
  void whoKnowsOfALaterKeyKeepsIt() throws Exception {
    var later = place("later");
    var before = later.open();
    later.keyFile().save(before.withNewer().usingNewest().newestOnly());
    var text = text(later);
    later.keep(MasterKeyText.write(before));
    assertEquals(text, text(later));
  }

  private static String text(MasterKeyPlace place) throws Exception {
    return MasterKeyText.write(place.open());
  }
}
