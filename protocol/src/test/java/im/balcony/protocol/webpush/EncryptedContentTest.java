package im.balcony.protocol.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** RFC 8188. */
class EncryptedContentTest {
  private static final byte[] WALRUS = "I am the walrus".getBytes(UTF_8);

  @Test
  void theExampleOfSection31() {
    var message = base64("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg");
    var key = base64("yqdlZ-tYemfogSmv7Ws5PQ");

    var read = EncryptedContent.read(message).orElseThrow();
    assertArrayEquals(WALRUS, read.decrypt(key).orElseThrow());
    assertArrayEquals(
        message,
        EncryptedContent.encrypt(key, read.salt(), 4_096, new byte[0], WALRUS, 0).toBytes());
  }

  @Test
  void theExampleOfSection32WithTwoRecordsAndPadding() {
    var message =
        base64(
            "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA");
    var key = base64("BO3ZVPxUlnLORbVGMpbT1Q");

    var read = EncryptedContent.read(message).orElseThrow();
    assertEquals(25, read.recordSize());
    assertArrayEquals("a1".getBytes(UTF_8), read.keyId());
    assertArrayEquals(WALRUS, read.decrypt(key).orElseThrow());
    assertArrayEquals(
        message,
        EncryptedContent.encrypt(key, read.salt(), 25, "a1".getBytes(UTF_8), WALRUS, 1).toBytes());
  }

  @Property(tries = 200)
  void whatIsEncryptedIsReadAgain(
      @ForAll @Size(max = 300) byte[] plain,
      @ForAll @IntRange(min = 18, max = 400) int recordSize,
      @ForAll @Size(16) byte[] key,
      @ForAll @IntRange(max = 50) int paddingWanted) {
    int padding = Math.min(paddingWanted, recordSize - 18);
    var message =
        EncryptedContent.encrypt(key, new byte[16], recordSize, new byte[] {7}, plain, padding)
            .toBytes();

    var read = EncryptedContent.read(message).orElseThrow();
    assertArrayEquals(plain, read.decrypt(key).orElseThrow());
  }

  @Test
  void whatWasChangedAnywhereOrCutOffIsNotRead() {
    var key = base64("BO3ZVPxUlnLORbVGMpbT1Q");
    var message =
        EncryptedContent.encrypt(key, new byte[16], 25, "a1".getBytes(UTF_8), WALRUS, 1).toBytes();
    int keyIdStart = 21;
    int keyIdEnd = keyIdStart + 2;

    for (int i = 0; i < message.length; i++) {
      var changed = message.clone();
      changed[i] ^= 1;
      if (i < keyIdStart || i >= keyIdEnd) { // the name of the key is for who reads it
        assertTrue(
            EncryptedContent.read(changed).flatMap(read -> read.decrypt(key)).isEmpty(),
            "byte " + i);
      }
      var cut = Arrays.copyOf(message, i);
      assertTrue(
          EncryptedContent.read(cut).flatMap(read -> read.decrypt(key)).isEmpty(), "cut at " + i);
    }
  }

  @Test
  void boundsAreKept() {
    var none = new byte[0];
    var salt = new byte[16];

    assertThrows(
        IllegalArgumentException.class,
        () -> new EncryptedContent(new byte[15], 4_096, none, none));
    assertThrows(IllegalArgumentException.class, () -> new EncryptedContent(salt, 17, none, none));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EncryptedContent(salt, 4_096, new byte[256], none));
    assertThrows(
        IllegalArgumentException.class,
        () -> EncryptedContent.encrypt(salt, salt, 18, none, WALRUS, 1));
  }

  private static byte[] base64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
