package im.balcony.protocol.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** HARDENING A15: the normal form of an address is unique, whatever the address was made of. */
class JidNormalFormTest {

  @Property(tries = 3000)
  void parsingTheNormalFormChangesNothing(@ForAll("texts") String text) {
    Optional<Jid> jid = Jid.tryParse(text);
    jid.ifPresent(
        normal -> {
          Jid again = Jid.parse(normal.toString());
          assertEquals(normal, again);
          assertEquals(normal.toString(), again.toString());
          assertEquals(normal.local(), again.local());
          assertEquals(normal.domain(), again.domain());
          assertEquals(normal.resource(), again.resource());
          assertEquals(normal, Jid.of(normal.local(), normal.domain(), normal.resource()));
        });
  }

  @Property(tries = 2000)
  void caseDoesNotMatterInNamesAndDomains(
      @ForAll("names") String local, @ForAll("names") String d) {
    Optional<Jid> lower = Jid.tryParse(local.toLowerCase(Locale.ROOT) + "@" + d + "/X");
    assertEquals(
        lower,
        Jid.tryParse(local.toUpperCase(Locale.ROOT) + "@" + d.toUpperCase(Locale.ROOT) + "/X"));
  }

  @Property(tries = 2000)
  void aDomainIsTheSameInItsAsciiForm(@ForAll("letters") String label) {
    Optional<Jid> direct = Jid.tryParse(label + ".example");
    direct.ifPresent(
        jid -> {
          String u = jid.domain().substring(0, jid.domain().indexOf('.'));
          if (u.chars().anyMatch(c -> c > 127)) {
            assertEquals(direct, Jid.tryParse("xn--" + Punycode.encode(u) + ".example"));
            assertEquals(u, Punycode.decode(Punycode.encode(u)));
          }
        });
  }

  @Property(tries = 3000)
  void nothingButARefusalIsThrown(@ForAll String any) {
    Jid.tryParse(any);
    Jid.tryParse("a@xn--" + any);
    Jid.tryParse("[" + any + "]");
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(8),
            letters(),
            Arbitraries.strings()
                .withChars("aB\u00DF\u0130\u03A3\u03C2\u0301\uFF21\u05D0\u0660-.@/ \u00A0")
                .ofMaxLength(6));
    return Combinators.combine(part, part, part).as((l, d, r) -> l + "@" + d + "/" + r);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(10);
  }

  @Provide
  Arbitrary<String> letters() {
    return Arbitraries.strings()
        .withCharRange('\u00C0', '\u052F')
        .withCharRange('\u05D0', '\u05EA')
        .withCharRange('\u0900', '\u0DFF')
        .withCharRange('\u4E00', '\u4F00')
        .withCharRange('a', 'c')
        .ofMinLength(1)
        .ofMaxLength(6);
  }
}
