package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generations of master keys, and who may follow whom. */
final class MasterKeysTest {
  private final MasterKeys first = MasterKeys.fresh();
  private final MasterKeys known = first.withNewer();
  private final MasterKeys used = known.usingNewest();
  private final MasterKeys rotated = used.newestOnly();

  @Test
  void aNewerKeyIsKnownBeforeItIsUsed() {
    assertEquals(first.currentId(), known.currentId());
    assertEquals(2, known.all().size());
    assertEquals(known.all(), used.all());
    assertFalse(used.currentId().equals(first.currentId()));
    assertEquals(1, rotated.all().size());
    assertTrue(rotated.isDestroyed(first.currentId()));
  }

  @Test
  void aRotationThatWasCutShortGoesOnWithItsKey() {
    assertSame(known, known.withNewer());
    assertSame(used, used.withNewer());
  }

  @Test
  void laterKeysOfTheSameClusterFollow() {
    var stages = List.of(first, known, used, rotated, rotated.withNewer().usingNewest());
    for (var older = 0; older < stages.size(); older++) {
      for (var later = older; later < stages.size(); later++) {
        assertTrue(stages.get(later).follow(stages.get(older)), later + " after " + older);
      }
    }
  }

  @Test
  void whoUsesTheNewKeyDoesNotGoBackToTheOldOneAlone() {
    assertFalse(first.follow(used));
    assertFalse(first.follow(rotated));
  }

  @Test
  void aKeyThatWasOnlyKnownIsNoReasonToRefuse() {
    assertTrue(first.follow(known));
    assertTrue(first.withNewer().usingNewest().newestOnly().follow(known));
  }

  @Test
  void keysOfAnotherClusterDoNotFollow() {
    assertFalse(MasterKeys.fresh().follow(first));
  }

  @Test
  void theNamesOfDestroyedKeysAreBounded() {
    var many =
        Stream.iterate(first, keys -> keys.withNewer().usingNewest().newestOnly())
            .skip(MasterKeys.DESTROYED_MAX + 5)
            .findFirst()
            .orElseThrow();
    assertEquals(MasterKeys.DESTROYED_MAX, many.destroyed().size());
    assertFalse(many.isDestroyed(first.currentId()));
  }

  @Test
  void textIsReadAsItWasWritten() {
    for (var keys : List.of(first, known, used, rotated)) {
      var back = MasterKeyText.read(MasterKeyText.write(keys));
      assertEquals(keys.currentId(), back.currentId());
      assertEquals(List.copyOf(keys.all().entrySet()), List.copyOf(back.all().entrySet()));
      assertEquals(keys.destroyed(), back.destroyed());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "balcony-master-key 2\n",
        "balcony-master-key 1\n",
        "balcony-master-key 1\ncurrent 00\n",
        "balcony-master-key 1\ncurrent 00\nkey 00 AAAA\n",
        "balcony-master-key 1\ncurrent 00\nkey 00 ????\n",
        "balcony-master-key 1\ncurrent 00\nkey 00\n",
        "balcony-master-key 1\ndestroyed\n"
      })
  void damagedTextIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> MasterKeyText.read(text));
  }
}
