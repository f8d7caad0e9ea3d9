package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RandomBytesTest {

  @Test
  void nothingIsGivenTwiceAcrossManyDraws() {
    var random = new RandomBytes();
    var seen = new HashSet<String>();
    for (var at = 0; at < 10_000; at++) {
      var bytes = random.next(at % 2 == 0 ? 12 : 32);
      assertEquals(at % 2 == 0 ? 12 : 32, bytes.length);
      assertTrue(seen.add(HexFormat.of().formatHex(bytes)));
    }
  }

  @Test
  void aPieceNeverReachesIntoWhatWasWiped() {
    var random = new RandomBytes();
    for (var at = 0; at < 1_000; at++) {
      var piece = random.next(100);
      for (var from = 0; from <= 84; from++) {
        var zeros = 0;
        while (zeros < 16 && piece[from + zeros] == 0) {
          zeros++;
        }
        assertTrue(zeros < 16);
      }
    }
  }

  @Test
  void moreThanOnePieceAtOnceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RandomBytes().next(10_000));
  }
}
