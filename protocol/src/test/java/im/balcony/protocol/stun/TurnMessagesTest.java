package im.balcony.protocol.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 8656 and the login of RFC 8489 9.2. */
class TurnMessagesTest {
  private static final byte[] TRANSACTION =
      TurnMessages.transaction(HexFormat.of().parseHex("78ad3433c6ad72c029da412e"));

  /** RFC 5769 2.4, its password as SASLprep leaves it. */
  @Test
  void aLoginIsWhatTheStandardShows() {
    var request = new StunMessage(StunMessage.BINDING_REQUEST, TRANSACTION, List.of());
    var bytes =
        TurnMessages.loggedIn(
            request,
            "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9",
            "TheMatrIX",
            "example.org".getBytes(StandardCharsets.UTF_8),
            "f//499k954d6OL34oL9FSTvy64sA".getBytes(StandardCharsets.UTF_8));
    var read = StunMessage.read(bytes).orElseThrow();
    // The standard's message has the nonce before the realm, so its sum is made over that order.
    var shown =
        new StunMessage(
            read.type(),
            read.transaction(),
            List.of(read.attributes().get(0), read.attributes().get(2), read.attributes().get(1)));
    var key = LoginKey.of("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9", "example.org", "TheMatrIX");
    assertEquals(
        "f67024656dd64a3e02b8e0712e85c9a28ca89666",
        HexFormat.of()
            .formatHex(
                StunMessage.read(shown.writeProtected(key))
                    .orElseThrow()
                    .value(StunAttribute.MESSAGE_INTEGRITY)
                    .orElseThrow()));
    var again = read.attributes().subList(0, 3);
    assertArrayEquals(
        bytes, new StunMessage(read.type(), read.transaction(), again).writeProtected(key));
  }

  @Test
  void aPeerStandsMaskedInAPermissionAndInWhatIsSent() {
    var peer = BindingAnswerTest.at("192.0.2.9", 50000);
    for (var message :
        List.of(
            TurnMessages.permit(TRANSACTION, peer),
            TurnMessages.send(TRANSACTION, peer, new byte[] {1, 2, 3}))) {
      var read = StunMessage.read(message.write()).orElseThrow();
      assertEquals(Optional.of(peer), MappedAddress.of(read, StunAttribute.XOR_PEER_ADDRESS));
    }
  }

  @Test
  void anAnswerSaysWhetherItWasDone() {
    var refused =
        new StunMessage(
            0x0113,
            TRANSACTION,
            List.of(new StunAttribute(StunAttribute.ERROR_CODE, new byte[] {0, 0, 4, 38, 'x'})));
    assertFalse(TurnMessages.isSuccess(refused));
    assertEquals(438, refused.errorCode());
    var done = new StunMessage(0x0103, TRANSACTION, List.of());
    assertTrue(TurnMessages.isSuccess(done));
    assertEquals(0, done.errorCode());
    assertFalse(TurnMessages.isSuccess(TurnMessages.allocate(TRANSACTION)));
  }

  @Test
  void anAllocationIsForUdpAndEndsWithALifetimeOfNothing() {
    assertArrayEquals(
        new byte[] {17, 0, 0, 0},
        TurnMessages.allocate(TRANSACTION).value(StunAttribute.REQUESTED_TRANSPORT).orElseThrow());
    assertArrayEquals(
        new byte[4], TurnMessages.release(TRANSACTION).value(StunAttribute.LIFETIME).orElseThrow());
    assertEquals(0x21, Arrays.copyOf(TRANSACTION, 1)[0]);
  }
}
