package im.balcony.protocol.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 8489 6.3.1 and 12. */
class BindingAnswerTest {
  private static final MappedAddress FROM = at("192.0.2.7", 40000);
  private static final byte[] TRANSACTION =
      Arrays.copyOfRange(StunMessageTest.REQUEST, 4, StunMessage.HEADER_BYTES);

  @Test
  void aRequestIsToldWhereItCameFrom() {
    var answer = answer(request(TRANSACTION), FROM);
    assertEquals(StunMessage.BINDING_SUCCESS, answer.type());
    assertArrayEquals(TRANSACTION, answer.transaction());
    assertEquals(Optional.of(FROM), MappedAddress.of(answer));
  }

  @Test
  void overIpv6Likewise() {
    var from = at("2001:db8::9", 65535);
    assertEquals(Optional.of(from), MappedAddress.of(answer(request(TRANSACTION), from)));
  }

  @Test
  void aClientOfTheOldStandardGetsItsAddressInClear() {
    var answer = answer(request(new byte[16]), FROM);
    var mapped = answer.attributes().get(0);
    assertEquals(StunAttribute.MAPPED_ADDRESS, mapped.type());
    assertArrayEquals(
        new byte[] {0, 1, (byte) (40000 >> 8), (byte) 40000, (byte) 192, 0, 2, 7}, mapped.value());
  }

  @Test
  void whatMustBeUnderstoodAndIsNotIsNamed() {
    var answer =
        StunMessage.read(BindingAnswer.to(StunMessageTest.REQUEST, FROM).orElseThrow())
            .orElseThrow();
    assertEquals(StunMessage.BINDING_ERROR, answer.type());
    var code = answer.attributes().get(0);
    assertEquals(StunAttribute.ERROR_CODE, code.type());
    assertArrayEquals(new byte[] {0, 0, 4, 20}, Arrays.copyOf(code.value(), 4));
    assertEquals(StunAttribute.UNKNOWN_ATTRIBUTES, answer.attributes().get(1).type());
    assertArrayEquals(new byte[] {0, 0x24}, answer.attributes().get(1).value());
  }

  @Test
  void theOldStandardKnowsNoPaddingOfThatList() {
    var answer = answer(request(new byte[16], new StunAttribute(3, new byte[4])), FROM);
    assertArrayEquals(new byte[] {0, 3, 0, 3}, answer.attributes().get(1).value());
  }

  @Test
  void whatIsKnownButSaysNothingHereIsPassedOver() {
    var request =
        request(
            TRANSACTION,
            new StunAttribute(StunAttribute.USERNAME, new byte[] {'a'}),
            new StunAttribute(0x8022, new byte[3]),
            new StunAttribute(StunAttribute.MESSAGE_INTEGRITY, new byte[20]),
            new StunAttribute(0x0024, new byte[4]));
    assertEquals(StunMessage.BINDING_SUCCESS, answer(request, FROM).type());
  }

  @Test
  void whatIsNoRequestGetsNoAnswer() {
    for (int type :
        List.of(
            StunMessage.BINDING_INDICATION,
            StunMessage.BINDING_SUCCESS,
            StunMessage.BINDING_ERROR,
            0x0003)) {
      var message = new StunMessage(type, TRANSACTION, List.of());
      assertEquals(Optional.empty(), BindingAnswer.to(message.write(), FROM));
    }
  }

  @Test
  void anAnswerIsHardlyLongerThanItsQuestion() {
    var most = new StunAttribute[(StunMessage.BYTES_MAX - StunMessage.HEADER_BYTES) / 4];
    IntStream.range(0, most.length)
        .forEach(i -> most[i] = new StunAttribute(0x2000 + i, new byte[0]));
    for (int count = 0; count <= most.length; count++) {
      var request = request(TRANSACTION, Arrays.copyOf(most, count)).write();
      var answer = BindingAnswer.to(request, FROM).orElseThrow();
      assertTrue(answer.length <= request.length + 36, count + " attributes");
    }
  }

  static MappedAddress at(String address, int port) {
    try {
      return new MappedAddress(InetAddress.getByName(address), port);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static StunMessage request(byte[] transaction, StunAttribute... attributes) {
    return new StunMessage(StunMessage.BINDING_REQUEST, transaction, List.of(attributes));
  }

  private static StunMessage answer(StunMessage request, MappedAddress from) {
    return StunMessage.read(BindingAnswer.to(request.write(), from).orElseThrow()).orElseThrow();
  }
}
