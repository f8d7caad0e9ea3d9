package im.balcony.protocol.xep.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.WebPushMessage;
import im.balcony.protocol.xep.Payloads;
import im.balcony.protocol.xep.jingle.CallMedia;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a device reads of a notification, and that nobody else does. */
class PushContentTest {
  private static final PushContent CHAT =
      PushContent.said(PushContent.Kind.CHAT, "juliet@b.example", null, "Hi \"you\"\n")
          .withUnread(3);
  private static final PushContent CALL =
      PushContent.call(
          "juliet@b.example/phone", "c1", Set.of(CallMedia.VIDEO, CallMedia.AUDIO), "<propose/>");
  private final SecureRandom random = new SecureRandom();

  private static String json(PushContent content, int bytesMax) {
    return new String(content.toJson(bytesMax), UTF_8);
  }

  @Test
  void tigasesObjectIsWritten() {
    assertEquals(
        "{\"unread\":3,\"sender\":\"juliet@b.example\",\"type\":\"chat\",\"message\":\"Hi \\\"you\\\"\\u000a\"}",
        json(CHAT, 1_000));
    assertEquals(
        "{\"unread\":1,\"sender\":\"room@c.example\",\"type\":\"groupchat\",\"nickname\":\"Nurse\",\"message\":\"Hey\"}",
        json(
            PushContent.said(PushContent.Kind.GROUPCHAT, "room@c.example", "Nurse", "Hey")
                .withUnread(1),
            1_000));
    assertEquals(
        "{\"unread\":0,\"sender\":\"juliet@b.example/phone\",\"type\":\"call\",\"sid\":\"c1\",\"media\":[\"audio\",\"video\"],\"propose\":\"<propose/>\"}",
        json(CALL, 1_000));
    assertEquals(
        "{\"unread\":0,\"sender\":\"juliet@b.example/phone\",\"type\":\"call-end\",\"sid\":\"c1\"}",
        json(CALL.ended(), 1_000));
    assertEquals("{\"unread\":7}", json(PushContent.NUMBER.withUnread(7), 1_000));
    assertFalse(CHAT.toString().contains("Hi"));
  }

  @Test
  void whatDoesNotFitIsCutOrLeftOut() {
    var whole = json(CHAT, 1_000).length();
    assertEquals(json(CHAT, 1_000), json(CHAT, whole));
    assertTrue(json(CHAT, whole - 1).endsWith("\"message\":\"Hi \\\"you\\\"\"}"));
    assertEquals("{\"unread\":3}", json(CHAT, 20));
    assertFalse(json(CALL, json(CALL, 1_000).length() - 1).contains("propose"));
    var smile = PushContent.said(PushContent.Kind.CHAT, "a", null, "\uD83D\uDE00\uD83D\uDE00");
    var size = smile.toJson(1_000).length;
    assertTrue(json(smile, size - 1).contains("\"\uD83D\uDE00\""));
    assertTrue(json(smile, size - 4).contains("\"\uD83D\uDE00\""));
    assertTrue(json(smile, size - 5).contains("\"\""));
  }

  @Property
  void whateverIsSaidFits(@ForAll("texts") String text, @ForAll("sizes") int size) {
    var said = PushContent.said(PushContent.Kind.CHAT, "juliet@b.example", "N", text);
    var json = said.toJson(size);
    assertTrue(json.length <= size);
    var read = new String(json, UTF_8);
    assertTrue(read.endsWith("}") && read.indexOf(0xfffd) < 0, read);
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Payloads.text(),
        Arbitraries.of("\uD83D\uDE00", "ä", "€", "\"", "\u0001")
            .list()
            .ofMaxSize(50)
            .map(list -> String.join("", list)));
  }

  @Provide
  static Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(12, 400);
  }

  @Test
  void aSharedKeyOpensWhatItSealed() throws GeneralSecurityException {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var key =
        Objects.requireNonNull(
            PushTerms.in(
                    Payloads.xml(
                        "<enable xmlns='urn:xmpp:push:0' jid='a'><encrypt xmlns='tigase:push:encrypt:0' alg='aes-gcm'>%s</encrypt></enable>"
                            .formatted(Base64.getEncoder().encodeToString(bytes))))
                .orElseThrow()
                .key());
    var sealed = (PushCiphertext.SharedKey) encrypt(key, CHAT.toJson(1_000), true);
    assertTrue(sealed.voip());
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(bytes, "AES"),
        new GCMParameterSpec(128, sealed.iv()));
    assertArrayEquals(CHAT.toJson(1_000), cipher.doFinal(sealed.sealed()));
    assertNotEquals(sealed, encrypt(key, CHAT.toJson(1_000), true));
    assertEquals("Shared[]", String.valueOf(key));
  }

  @Test
  void aPublicKeySealsWithANewKeyEachTimeAndWhatFits() {
    var device = P256.newKeyPair(random);
    var auth = new byte[16];
    var url = Base64.getUrlEncoder().withoutPadding();
    var key =
        Objects.requireNonNull(
            PushTerms.in(
                    Payloads.xml(
                        "<enable xmlns='urn:xmpp:push:0' jid='a'><encrypt xmlns='urn:balcony:push:0' p256dh='%s' auth='%s'/></enable>"
                            .formatted(
                                url.encodeToString(
                                    P256.uncompressed((ECPublicKey) device.getPublic())),
                                url.encodeToString(auth))))
                .orElseThrow()
                .key());
    var one = (PushCiphertext.PublicKey) encrypt(key, CALL.toJson(1_000), false);
    var other = (PushCiphertext.PublicKey) encrypt(key, CALL.toJson(1_000), false);
    assertArrayEquals(
        CALL.toJson(1_000), WebPushMessage.decrypt(device, auth, one.message()).orElseThrow());
    var senderKey = Arrays.copyOfRange(one.message(), 21, 86);
    assertFalse(Arrays.equals(senderKey, Arrays.copyOfRange(other.message(), 21, 86)));
    for (int chars : new int[] {512, 3_000, 4_000}) {
      var most = encrypt(key, new byte[key.plainBytesMax(chars)], false).toElement().text();
      assertTrue(most.length() <= chars, chars + ": " + most.length());
    }
  }

  private PushCiphertext encrypt(PushKey key, byte[] plain, boolean voip) {
    return key.encrypt(plain, voip, random);
  }
}
