package im.balcony.protocol.xep.bosh;

import static im.balcony.protocol.xep.Payloads.xml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bodies of BOSH with any numbers and any bytes in them (XEP-0124 sections 7 and 14.1). */
class BoshPropertiesTest {
  private static final BigInteger RID_MAX = BigInteger.valueOf(BoshRequest.RID_MAX);
  private static final BigInteger UNSIGNED_INT_MAX = BigInteger.valueOf((1L << 32) - 1);

  private static XmlElement.Builder body() {
    return XmlElement.named("body", BoshRequest.NAMESPACE);
  }

  @Property
  void aRequestIdIsOneOfSection14OrThereIsNoRequest(@ForAll("numbers") String text) {
    var isId =
        text.matches("[0-9]{1,16}")
            && new BigInteger(text).signum() > 0
            && new BigInteger(text).compareTo(RID_MAX) <= 0;
    var read = BoshRequest.read(body().attribute("rid", text).build());
    assertEquals(isId, read.isPresent(), text);
    read.ifPresent(request -> assertEquals(Long.parseLong(text), request.rid()));
  }

  @Property
  void noWrongNumberIsPassedOver(@ForAll("numbers") String text) {
    for (var name : new String[] {"wait", "hold", "pause"}) {
      var isCount =
          text.strip().matches("[0-9]{1,10}")
              && new BigInteger(text.strip()).compareTo(UNSIGNED_INT_MAX) <= 0;
      var read = BoshRequest.read(body().attribute("rid", "1").attribute(name, text).build());
      assertEquals(isCount, read.isPresent(), name + "='" + text + "'");
    }
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers()
            .between(RID_MAX.negate(), RID_MAX.multiply(BigInteger.TWO))
            .map(BigInteger::toString),
        Arbitraries.of("", "+1", "01", "1e3", " 1", "0x10", "\u0661", "9007199254740991"),
        Arbitraries.strings().numeric().ofMaxLength(25));
  }

  @Property
  void whatAResponseCarriesIsReadByTheOtherSide(@ForAll("texts") String value) throws XmlException {
    var payload = XmlElement.named("message", "jabber:client").text(value).build();
    var bytes = new BoshResponse().with("authid", value).payload(payload.toBytes()).toBytes();
    var read = XmlParser.parse(bytes, XmlLimits.DEFAULT);
    assertEquals(value, read.attribute("authid"));
    assertEquals(payload, read.elements().get(0));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("a \u00e9\u4f60<>&'\"").ofMaxLength(40);
  }

  @Property
  void aBodyThatBreaksOffIsNone(@ForAll("texts") String value) {
    var bytes = body().attribute("rid", "1").attribute("sid", value).build().toBytes();
    for (var length = 0; length < bytes.length; length++) {
      var part = Arrays.copyOf(bytes, length);
      assertThrows(
          XmlException.class,
          () -> XmlParser.parse(part, XmlLimits.DEFAULT),
          () -> new String(part, UTF_8));
    }
    assertEquals(value, BoshRequest.read(xml(new String(bytes, UTF_8))).orElseThrow().sid());
  }
}
