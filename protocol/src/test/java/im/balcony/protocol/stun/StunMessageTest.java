package im.balcony.protocol.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** RFC 8489 5 and 14, with the messages of RFC 5769. */
class StunMessageTest {
  static final byte[] REQUEST =
      bytes(
          "000100582112a442b7e7a701bc34d686fa87dfae",
          "802200105354554e207465737420636c69656e74",
          "002400046e0001ff80290008932ff9b151263b36",
          "000600096576746a3a68367659202020",
          "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2",
          "80280004e57a3bcf");
  private static final byte[] IPV4_ANSWER =
      bytes(
          "0101003c2112a442b7e7a701bc34d686fa87dfae",
          "8022000b7465737420766563746f7220",
          "002000080001a147e112a643",
          "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7",
          "80280004c07d4c96");
  private static final byte[] IPV6_ANSWER =
      bytes(
          "010100482112a442b7e7a701bc34d686fa87dfae",
          "8022000b7465737420766563746f7220",
          "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
          "00080014a382954e4be67bf11784c97c8292c275bfe3ed41",
          "80280004c8fb0b4c");

  @Test
  void aRequestIsReadWithItsAttributesInOrder() {
    var request = StunMessage.read(REQUEST).orElseThrow();
    assertEquals(StunMessage.BINDING_REQUEST, request.type());
    assertFalse(request.isClassic());
    assertEquals(
        List.of(0x8022, 0x0024, 0x8029, 0x0006, 0x0008, 0x8028),
        request.attributes().stream().map(StunAttribute::type).toList());
    assertArrayEquals(
        "evtj:h6vY".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        request.attributes().get(3).value());
  }

  @Test
  void addressesOfBothFamiliesAreUnmasked() {
    assertEquals(
        Optional.of(BindingAnswerTest.at("192.0.2.1", 32853)),
        MappedAddress.of(StunMessage.read(IPV4_ANSWER).orElseThrow()));
    assertEquals(
        Optional.of(BindingAnswerTest.at("2001:db8:1234:5678:11:2233:4455:6677", 32853)),
        MappedAddress.of(StunMessage.read(IPV6_ANSWER).orElseThrow()));
  }

  @Test
  void aMessageThatIsCutAnywhereIsNone() {
    for (int length = 0; length < REQUEST.length; length++) {
      assertEquals(Optional.empty(), StunMessage.read(Arrays.copyOf(REQUEST, length)));
    }
  }

  @Test
  void aBitThatIsWrongAnywhereIsFoundByTheFingerprint() {
    for (int bit = 0; bit < REQUEST.length * Byte.SIZE; bit++) {
      var wrong = REQUEST.clone();
      wrong[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      var read = StunMessage.read(wrong);
      // Without its fingerprint a message is as good as it looks: the mark of one is not secured.
      var stillClaimsOne =
          read.stream()
              .flatMap(message -> message.attributes().stream())
              .anyMatch(attribute -> attribute.type() == StunAttribute.FINGERPRINT);
      assertFalse(stillClaimsOne, "bit " + bit);
    }
  }

  @Test
  void aFingerprintStandsLast() {
    var written = REQUEST;
    assertTrue(StunMessage.read(written).isPresent());
    var more = Arrays.copyOf(written, written.length + 4);
    more[3] = (byte) (more[3] + 4);
    assertEquals(Optional.empty(), StunMessage.read(more));
  }

  @Test
  void oneThatIsTooLongForADatagramIsNone() {
    var value = new byte[StunMessage.BYTES_MAX - StunMessage.HEADER_BYTES - 4];
    assertTrue(StunMessage.read(withValue(value).write()).isPresent());
    assertFalse(StunMessage.read(withValue(new byte[value.length + 4]).write()).isPresent());
  }

  @Property
  void whatIsWrittenIsReadTheSame(@ForAll @Size(max = 200) byte[] value) {
    var read = StunMessage.read(withValue(value).write()).orElseThrow();
    assertEquals(0x8022, read.attributes().get(0).type());
    assertArrayEquals(value, read.attributes().get(0).value());
  }

  @Property(tries = 5000)
  void noBytesMakeItFail(@ForAll @Size(max = 80) byte[] noise, @ForAll boolean looksLikeOne) {
    if (looksLikeOne && noise.length >= StunMessage.HEADER_BYTES) {
      noise[0] = 0;
      noise[1] = 1;
      noise[2] = 0;
      noise[3] = (byte) (noise.length - StunMessage.HEADER_BYTES);
    }
    StunMessage.read(noise)
        .ifPresent(read -> assertEquals(noise.length, read.write().length, "padding included"));
    BindingAnswer.to(noise, BindingAnswerTest.at("192.0.2.1", 1))
        .ifPresent(answer -> assertTrue(StunMessage.read(answer).isPresent()));
  }

  static StunMessage withValue(byte[] value) {
    return new StunMessage(
        StunMessage.BINDING_REQUEST,
        Arrays.copyOfRange(REQUEST, 4, StunMessage.HEADER_BYTES),
        List.of(new StunAttribute(0x8022, value)));
  }

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex));
  }
}
