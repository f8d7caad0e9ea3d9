package im.balcony.protocol.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {

  @Test
  void anAddressHasThreeParts() {
    Jid jid = Jid.parse("romeo@a.example/phone");
    assertEquals("romeo", jid.local());
    assertEquals("a.example", jid.domain());
    assertEquals("phone", jid.resource());
    assertEquals(Jid.parse("romeo@a.example"), jid.bare());
    assertEquals(Jid.parse("a.example"), jid.domainJid());
    assertEquals(Jid.of("romeo", "a.example", "tablet"), jid.withResource("tablet"));
    assertTrue(jid.isFull() && !jid.isBare() && !jid.isDomain());
    assertTrue(jid.bare().isBare() && !jid.bare().isDomain() && jid.domainJid().isDomain());
    assertFalse(Jid.parse("a.example/r").isDomain());
    assertNull(jid.bare().resource());
    assertNull(jid.domainJid().local());
    assertTrue(Jid.parse("a@b.example").compareTo(Jid.parse("b@b.example")) < 0);
  }

  /** RFC 7622 section 3.5, table 1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "juliet@example.com",
        "juliet@example.com/foo",
        "juliet@example.com/foo bar",
        "juliet@example.com/foo@bar",
        "foo\\20bar@example.com",
        "fussball@example.com",
        "fu\u00DFball@example.com",
        "\u03C0@example.com",
        "\u03C3@example.com/foo",
        "\u03C2@example.com/foo",
        "king@example.com/\u265A",
        "example.com",
        "example.com/foobar",
        "a.example.com/b@example.net",
        "a@b.example/c/d@e",
        "a@127.0.0.1",
        "a@[::1]/x",
        "a@host_1"
      })
  void theExamplesOfTheRfcAreTheirOwnNormalForm(String text) {
    assertEquals(text, Jid.parse(text).toString());
  }

  /** RFC 7622 section 3.5, table 2, and what else must not pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"juliet\"@example.com",
        "foo bar@example.com",
        "juliet@example.com/ foo",
        "@example.com/",
        "@example.com",
        "a@example.com/",
        "henry\u2163@example.com",
        "\u265A@example.com",
        "juliet@",
        "/foobar",
        "",
        "a@b@c",
        "a&b@c",
        "a'b@c",
        "a:b@c",
        "a<b@c",
        "a>b@c",
        "a\u0000b@c",
        "a\u007Fb@c",
        "a@b c",
        "a@b..c",
        "a@.b",
        "a@b..",
        "a@-b",
        "a@b-",
        "a@b-.c",
        "a@b/\u0000",
        "a@b/\u007F",
        "a@b/\u0085",
        "a\uFF20b@c",
        "a\uFF0Fb@c",
        "a@b\uFF0Fc",
        "a@[::1",
        "a@[::1%eth0]",
        "a@[localhost]",
        "a@[1.2.3.4]",
        "a@[]",
        "a@[::g]",
        "a@[:::]",
        "a@[::1::]",
        "a@[1:2:3:4:5:6:7]",
        "a@[1:2:3:4:5:6:7:8:9]",
        "a@[1:2:3:4:5:6:7:8::]",
        "a@[1:2:3:4:5:6:7:]",
        "a@[:1:2:3:4:5:6:7]",
        "a@[::12345]",
        "a@[::1.2.3]",
        "a@[::1.2.3.256]",
        "a@[1.2.3.4::]",
        "a@xn--",
        "a@xn--a",
        "a@xn--zzzzzz99999999",
        "a@ab--cd",
        "a@\u0301b.example",
        "a\uD800@c",
        "a\uFFFF@c",
        "a\u200Bb@c",
        "\u0627a@c"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(InvalidJidException.class, () -> Jid.parse(text));
    assertEquals(Optional.empty(), Jid.tryParse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "ROMEO@A.Example/Phone, romeo@a.example/Phone",
    "romeo@a.example., romeo@a.example",
    "a@b./c, a@b/c",
    "\u03A3@example.com, \u03C3@example.com",
    "\uFF32\uFF4F\uFF4D\uFF45\uFF4F@a.example, romeo@a.example",
    "a@\uFF42\uFF0E\uFF43, a@b.c",
    "a@b\u3002c, a@b.c",
    "ju\u0301lia@a.example, j\u00FAlia@a.example",
    "A@B\u00DCCHER.example, a@b\u00FCcher.example",
    "a@xn--bcher-kva.example, a@b\u00FCcher.example",
    "a@XN--BCHER-KVA.example, a@b\u00FCcher.example",
    "a@\uFF58n--bcher-kva.example, a@b\u00FCcher.example",
    "a@xn--strae-oqa.example, a@stra\u00DFe.example",
    "a@xn--fiqs8s, a@\u4E2D\u56FD",
    "a@b/\u00A0x\u3000y, ''",
    "a@b/x\u3000y, a@b/x y",
    "a@b/e\u0301, a@b/\u00E9",
    "a@[0:0::0:1], a@[::1]",
    "a@[::], a@[::]",
    "a@[1::], a@[1::]",
    "a@[::FFFF:1.2.3.4], a@[::ffff:102:304]",
    "a@[1:0:0:2:0:0:0:3], a@[1:0:0:2::3]",
    "a@[1:2:3:4:5:6:7:0], a@[1:2:3:4:5:6:7:0]",
    "a@[2001:DB8:0:0:1:0:0:1], a@[2001:db8::1:0:0:1]"
  })
  void differentSpellingsHaveOneNormalForm(String spelled, String normal) {
    assertEquals(normal, Jid.tryParse(spelled).map(Jid::toString).orElse(""));
  }

  /** What looks alike must not be alike: each of these is another account. */
  @Test
  void homographsAreDifferentAddresses() {
    List<String> alike =
        List.of("paypal@a", "p\u0430ypal@a", "pa\u0443pal@a", "fussball@a", "fu\u00DFball@a");
    for (int i = 0; i < alike.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertNotEquals(Jid.parse(alike.get(i)), Jid.parse(alike.get(j)));
      }
    }
  }

  @Test
  void ligaturesAndOtherCompatibilityCharactersAreRefusedInNames() {
    for (String text :
        List.of("\uFB01ne@a", "a@\uFB01ne", "\u2460@a", "\u017F@a", "\u212A@\u2460")) {
      assertEquals(Optional.empty(), Jid.tryParse(text), text);
    }
    // Free-form text may hold them, as they are.
    assertEquals("a@b/\uFB01", Jid.parse("a@b/\uFB01").toString());
  }

  @Test
  void namesFromRightToLeftKeepTheRuleOnDirections() {
    assertEquals(
        "\u05D0\u05D1\u05D2@\u05D0.example",
        Jid.parse("\u05D0\u05D1\u05D2@\u05D0.example").toString());
    assertEquals(Optional.empty(), Jid.tryParse("\u05D0x@a"));
    assertEquals(Optional.empty(), Jid.tryParse("a@\u05D0x"));
    assertEquals(Optional.empty(), Jid.tryParse("a\u202Eb@c"));
  }

  @Test
  void aPartHasAtMost1023BytesAfterPreparation() {
    String longest = "x".repeat(JidParts.PART_BYTES_MAX);
    assertEquals(longest, Jid.of(longest, "a", longest).local());
    assertThrows(InvalidJidException.class, () -> Jid.of(longest + "x", "a", null));
    assertThrows(InvalidJidException.class, () -> Jid.of(null, "a", longest + "x"));
    String wide = "\u00E9".repeat(511);
    assertEquals(wide, Jid.of(wide, "a", wide).local());
    assertThrows(InvalidJidException.class, () -> Jid.of(wide + "\u00E9", "a", null));
    assertThrows(InvalidJidException.class, () -> Jid.of("\u00E9".repeat(100_000), "a", null));
    String domain = "x".repeat(63) + ".".concat("y".repeat(63)).repeat(15);
    assertEquals(domain, Jid.of(null, domain, null).domain());
    assertThrows(InvalidJidException.class, () -> Jid.of(null, domain + ".z", null));
    assertThrows(InvalidJidException.class, () -> Jid.of(null, "x".repeat(64), null));
    assertThrows(InvalidJidException.class, () -> Jid.of(null, "\u00FC".repeat(60), null));
  }

  /** The letter that the JDK lowers at the cost of the square of its number. */
  @Test
  void aLongAddressCostsLittleTimeToRefuse() {
    Set<String> hostile = new HashSet<>();
    for (String letter :
        List.of("\u0130", "\u0301", "\u1100\u1161\u11A8", "\u05D0", "\uFF21", "\u4E2D")) {
      hostile.add(letter.repeat(1020 / letter.length()) + "@a");
      hostile.add("a@" + letter.repeat(1020 / letter.length()));
      hostile.add("a@" + (letter.repeat(12) + ".").repeat(25) + "x");
      hostile.add("a@a/" + letter.repeat(1020 / letter.length()));
      hostile.add("a@xn--" + "a9".repeat(500));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String address : hostile) {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long before = threads.getCurrentThreadCpuTime();
        Jid.tryParse(address);
        best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
      }
      long micros = best / 1000;
      assertTrue(micros < 5000, () -> micros + " microseconds for " + address.substring(0, 8));
    }
  }
}
