package im.balcony.protocol.xep.bosh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Key sequences (XEP-0124 15). */
class BoshKeysTest {
  /** The n-th key of a sequence, 15.3. */
  private static String key(String seed, int n) {
    var key = seed;
    for (var i = 0; i < n; i++) {
      key = BoshKeys.sha1(key);
    }
    return key;
  }

  @Test
  void theHashIsThatOfFips180() {
    assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", BoshKeys.sha1("abc"));
  }

  @Test
  void keysAreTakenInTheirOrderOnly() {
    var keys = new BoshKeys(key("seed", 9));
    assertTrue(keys.accept(key("seed", 8), null));
    assertTrue(keys.accept(key("seed", 7), null));
    assertFalse(keys.accept(key("seed", 7), null));
    assertFalse(keys.accept(key("seed", 5), null));
    assertFalse(keys.accept(null, null));
    assertTrue(keys.accept(key("seed", 6), null));
  }

  @Test
  void caseOfHexadecimalDoesNotMatter() {
    var keys = new BoshKeys(key("seed", 2).toUpperCase(Locale.ROOT));
    assertTrue(keys.accept(key("seed", 1), null));
  }

  @Test
  void aSequenceIsFollowedByAnother() {
    var keys = new BoshKeys(key("seed", 2));
    assertTrue(keys.accept(key("seed", 1), key("other", 5)));
    assertFalse(keys.accept("seed", null));
    assertTrue(keys.accept(key("other", 4), null));
  }

  @Test
  void withoutKeysNoneIsNeededUntilOneIsGiven() {
    var keys = new BoshKeys(null);
    assertTrue(keys.accept(null, null));
    assertTrue(keys.accept("whatever", null));
    assertTrue(keys.accept(null, key("seed", 3)));
    assertFalse(keys.accept(null, null));
    assertTrue(keys.accept(key("seed", 2), null));
  }
}
