package im.balcony.protocol.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {

  /** RFC 3492 section 7.1, examples in lower case. */
  @ParameterizedTest
  @CsvSource({
    "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587, ihqwcrb4cv8a8dqg056pqjye",
    "\u4ED6\u5011\u7232\u4EC0\u9EBD\u4E0D\u8AAA\u4E2D\u6587, ihqwctvzc91f659drss3x8bo0yb",
    "\u05DC\u05DE\u05D4\u05D4\u05DD\u05E4\u05E9\u05D5\u05D8\u05DC\u05D0\u05DE\u05D3\u05D1\u05E8\u05D9\u05DD\u05E2\u05D1\u05E8\u05D9\u05EA, 4dbcagdahymbxekheh6e0a7fei0b",
    "\u043F\u043E\u0447\u0435\u043C\u0443\u0436\u0435\u043E\u043D\u0438\u043D\u0435\u0433\u043E\u0432\u043E\u0440\u044F\u0442\u043F\u043E\u0440\u0443\u0441\u0441\u043A\u0438, b1abfaaepdrnnbgefbadotcwatmq2g4l",
    "3\u5E74b\u7D44\u91D1\u516B\u5148\u751F, 3b-ww4c5e180e575a65lsy2b",
    "\u305D\u306E\u30B9\u30D4\u30FC\u30C9\u3067, d9juau41awczczp",
    "b\u00FCcher, bcher-kva",
    "\uD83D\uDE00, e28h"
  })
  void itSpellsAsTheRfcDoes(String label, String ascii) {
    assertEquals(ascii, Punycode.encode(label));
    assertEquals(label, Punycode.decode(ascii));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u00E9", "a b", "99999999999", "zzzzzzzzzzzz", "-99999999", "abc-!"})
  void whatSpellsNothingIsRefused(String ascii) {
    assertThrows(InvalidJidException.class, () -> Punycode.decode(ascii));
  }

  @Test
  void anAsciiLabelNeedsNoSpelling() {
    assertEquals("abc-", Punycode.encode("abc"));
    assertEquals("abc", Punycode.decode("abc-"));
  }
}
