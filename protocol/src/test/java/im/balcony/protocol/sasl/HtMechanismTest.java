package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtMechanismTest {
  private static final byte[] TOKEN = "WXZzciBwYmFmdmZnZiBqdmd1IGp2eXFhcmZm".getBytes(UTF_8);

  /** Computed with {@code openssl dgst -sha256 -hmac}. */
  @Test
  void theHashesAreKeyedByTheTokensText() {
    assertEquals(
        "9097787461a184e0fa84ec00c1381190b6c4d16a8ec4453c7b2ac5e7fcf935ed",
        HexFormat.of().formatHex(HtMechanism.initiatorHash(TOKEN, new byte[0])));
    assertEquals(
        "4e513409631474863b986c9f3e8c1e27ca29d1d7ab9ed4097e7afd6007bf9c62",
        HexFormat.of().formatHex(HtMechanism.responderHash(TOKEN, new byte[0])));
    assertEquals(
        "12cce5a55c203d2179c54eb6347b4f37b85cf5e74f634d7d91b9b34a55abf849",
        HexFormat.of().formatHex(HtMechanism.initiatorHash(TOKEN, "channel".getBytes(UTF_8))));
  }

  @Test
  void aMechanismNeedsItsChannelBinding() {
    var channel =
        ChannelBindings.NONE.with(ChannelBindingType.TLS_SERVER_END_POINT, new byte[] {1, 2});

    assertArrayEquals(
        new byte[] {1, 2}, HtMechanism.HT_SHA_256_ENDP.bindingData(channel).orElseThrow());
    assertTrue(HtMechanism.HT_SHA_256_EXPR.bindingData(channel).isEmpty());
    assertArrayEquals(new byte[0], HtMechanism.HT_SHA_256_NONE.bindingData(channel).orElseThrow());
  }

  @Test
  void aMessageIsANameAndAHash() {
    var read = HtMessage.parse(message("romeo", 32)).orElseThrow();

    assertEquals("romeo", read.authcid());
    assertEquals(32, read.hash().length);
    assertFalse(read.toString().contains("["));
  }

  @Test
  void otherMessagesAreNone() {
    assertEquals(Optional.empty(), HtMessage.parse(new byte[0]));
    assertEquals(Optional.empty(), HtMessage.parse("romeo".getBytes(UTF_8)));
    assertEquals(Optional.empty(), HtMessage.parse(message("", 32)));
    assertEquals(Optional.empty(), HtMessage.parse(message("romeo", 31)));
    assertEquals(Optional.empty(), HtMessage.parse(message("romeo", 33)));
    assertEquals(Optional.empty(), HtMessage.parse(message("x".repeat(1024), 32)));
    assertTrue(HtMessage.parse(message("x".repeat(1023), 32)).isPresent());
    var notUtf8 = message("romeo", 32);
    notUtf8[0] = (byte) 0xff;
    assertEquals(Optional.empty(), HtMessage.parse(notUtf8));
  }

  private static byte[] message(String authcid, int hashBytes) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(authcid.getBytes(UTF_8));
    message.write(0);
    message.writeBytes(new byte[hashBytes]);
    return message.toByteArray();
  }
}
