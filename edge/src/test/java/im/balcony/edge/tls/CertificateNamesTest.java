package im.balcony.edge.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HARDENING A14: names in certificates (RFC 6120 13.7.1.2, RFC 6125 6.4). */
class CertificateNamesTest {
  private static final byte[] XMPP_ADDR = Der.objectId("1.3.6.1.5.5.7.8.5");

  @ParameterizedTest
  @CsvSource({
    "b.example, b.example, true",
    "B.Example, b.example, true",
    "b.example., b.example, true",
    "xn--bcher-kva.example, bücher.example, true",
    "*.example.com, im.example.com, true",
    "*.EXAMPLE.com, im.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.im.example.com, false",
    "*.com, example.com, false",
    "*, example, false",
    "i*.example.com, im.example.com, false",
    "*m.example.com, im.example.com, false",
    "im.*.com, im.example.com, false",
    "*.*.com, im.example.com, false",
    "evil.example, b.example, false",
    "b.example.evil.example, b.example, false",
    "x@b.example, b.example, false",
    "b.example/x, b.example, false",
  })
  void aNameIsOneDomainOrTheLabelsBelowIt(String name, String domain, boolean fits) {
    assertEquals(fits, CertificateNames.fitsDns(name, domain));
  }

  @Test
  void aNulEndsNoName() {
    assertFalse(CertificateNames.fitsDns("b.example\0.evil.example", "b.example"));
    assertFalse(CertificateNames.fitsDns("b.example\0", "b.example"));
    assertFalse(CertificateNames.fitsDns("*.b.example\0.evil.example", "a.b.example"));
  }

  private static byte[] otherName(byte[] type, byte[] value) {
    return Der.sequence(type, Der.explicit(0, value));
  }

  @Test
  void otherNamesAreReadAndNothingElseIs() {
    var read = OtherName.read(otherName(XMPP_ADDR, Der.utf8("b.example"))).orElseThrow();
    assertEquals("1.3.6.1.5.5.7.8.5", read.type());
    assertEquals("b.example", new String(read.value(), UTF_8));
    var whole = otherName(XMPP_ADDR, Der.utf8("b.example"));
    for (int length = 0; length < whole.length; length++) {
      assertEquals(Optional.empty(), OtherName.read(Arrays.copyOf(whole, length)));
    }
    var random = new Random(5280);
    for (int i = 0; i < 50_000; i++) {
      var changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      OtherName.read(changed).ifPresent(name -> assertTrue(name.value().length < whole.length));
    }
  }
}
