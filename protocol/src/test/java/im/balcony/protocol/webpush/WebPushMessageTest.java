package im.balcony.protocol.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** RFC 8291. */
class WebPushMessageTest {
  private static final String USER_AGENT_KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final KeyPair USER_AGENT =
      pair(USER_AGENT_KEY, "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
  private static final KeyPair SERVER =
      pair(
          "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
          "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
  private static final byte[] MESSAGE =
      base64(
          "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  private static final byte[] PLAIN = "When I grow up, I want to be a watermelon".getBytes(UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void theExampleOfSection5IsMadeToTheByte() {
    var keys = SubscriptionKeys.read(USER_AGENT_KEY, AUTH).orElseThrow();

    assertArrayEquals(
        MESSAGE,
        WebPushMessage.encrypt(
            CurveCode.inUse(), keys, PLAIN, SERVER, base64("DGv6ra1nlYgDCS1FRnbzlw"), 0));
  }

  @Test
  void theExampleOfSection5IsRead() {
    assertArrayEquals(
        PLAIN, WebPushMessage.decrypt(USER_AGENT, base64(AUTH), MESSAGE).orElseThrow());
    assertTrue(WebPushMessage.isWellFormed(MESSAGE));
  }

  @Test
  void aPublicKeyIsFoundFromItsPrivateHalf() {
    assertEquals(USER_AGENT.getPublic(), P256.publicHalf(privateKey(USER_AGENT)));
    for (int i = 0; i < 20; i++) { // of either sign of y
      var pair = P256.newKeyPair(RANDOM);
      assertEquals(pair.getPublic(), P256.publicHalf(privateKey(pair)));
      var bytes = P256.uncompressed((ECPublicKey) pair.getPublic());
      assertEquals(pair.getPublic(), P256.publicKey(bytes).orElseThrow());
    }
  }

  @Property(tries = 50)
  void whatIsEncryptedIsReadByTheSubscriberAlone(
      @ForAll @Size(max = 500) byte[] plain, @ForAll @Size(16) byte[] auth) {
    var subscriber = P256.newKeyPair(RANDOM);
    var keys = new SubscriptionKeys((ECPublicKey) subscriber.getPublic(), auth);

    var message = WebPushMessage.encrypt(keys, plain, RANDOM);
    assertArrayEquals(plain, WebPushMessage.decrypt(subscriber, auth, message).orElseThrow());
    assertTrue(WebPushMessage.decrypt(USER_AGENT, auth, message).isEmpty());
    var otherAuth = auth.clone();
    otherAuth[3] ^= 1;
    assertTrue(WebPushMessage.decrypt(subscriber, otherAuth, message).isEmpty());
  }

  @Test
  void aMessageIsNeverLongerThanAPushServiceTakes() {
    var keys = SubscriptionKeys.read(USER_AGENT_KEY, AUTH).orElseThrow();
    var longest = new byte[WebPushMessage.PLAIN_BYTES_MAX];

    var message = WebPushMessage.encrypt(keys, longest, RANDOM);
    assertEquals(WebPushMessage.MESSAGE_BYTES_MAX, message.length);
    assertTrue(WebPushMessage.isWellFormed(message));
    assertThrows(
        IllegalArgumentException.class,
        () -> WebPushMessage.encrypt(keys, new byte[longest.length + 1], RANDOM));
  }

  @Test
  void theLengthOfAMessageTellsLittleOfItsContent() {
    var keys = SubscriptionKeys.read(USER_AGENT_KEY, AUTH).orElseThrow();

    assertEquals(
        WebPushMessage.encrypt(keys, new byte[1], RANDOM).length,
        WebPushMessage.encrypt(keys, new byte[128], RANDOM).length);
  }

  @Test
  void twoRecordsAreNotReadAndNotWellFormed() {
    var content = EncryptedContent.read(MESSAGE).orElseThrow();
    var small =
        new EncryptedContent(content.salt(), 50, content.keyId(), content.records()).toBytes();

    assertTrue(WebPushMessage.decrypt(USER_AGENT, base64(AUTH), small).isEmpty());
    assertFalse(WebPushMessage.isWellFormed(small));
  }

  @Test
  void whatIsNoMessageIsNotWellFormed() {
    for (int length = 0; length < 86 + 17; length++) {
      assertFalse(WebPushMessage.isWellFormed(Arrays.copyOf(MESSAGE, length)), "cut at " + length);
    }
    assertFalse(WebPushMessage.isWellFormed(Arrays.copyOf(MESSAGE, 4_097)));
    var offCurve = MESSAGE.clone();
    offCurve[40] ^= 1;
    assertFalse(WebPushMessage.isWellFormed(offCurve));
  }

  @Test
  void keysOfSubscriptionsAreCheckedAndPaddingIsTaken() {
    assertTrue(SubscriptionKeys.read(USER_AGENT_KEY + "=", AUTH + "==").isPresent());
    assertTrue(SubscriptionKeys.read(USER_AGENT_KEY, null).isEmpty());
    assertTrue(SubscriptionKeys.read(null, AUTH).isEmpty());
    assertTrue(SubscriptionKeys.read(USER_AGENT_KEY, AUTH + "AAAA").isEmpty());
    assertTrue(SubscriptionKeys.read(AUTH, AUTH).isEmpty());
    assertTrue(SubscriptionKeys.read("*" + USER_AGENT_KEY.substring(1), AUTH).isEmpty());
    assertTrue(SubscriptionKeys.read("A".repeat(101), AUTH).isEmpty());
    var point = base64(USER_AGENT_KEY);
    point[64] ^= 1;
    assertTrue(P256.publicKey(point).isEmpty(), "not on the curve");
    assertFalse(
        SubscriptionKeys.read(USER_AGENT_KEY, AUTH).orElseThrow().toString().contains(AUTH));
  }

  private static ECPrivateKey privateKey(KeyPair pair) {
    return (ECPrivateKey) pair.getPrivate();
  }

  private static KeyPair pair(String publicKey, String scalar) {
    return new KeyPair(
        P256.publicKey(base64(publicKey)).orElseThrow(), P256.privateKey(base64(scalar)));
  }

  private static byte[] base64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
