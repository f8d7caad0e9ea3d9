package im.balcony.protocol.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** RFC 8292. */
class VapidTokenTest {
  private static final Pattern CREDENTIALS =
      Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]+)");
  private static final String SIGNED =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0";

  @Test
  void theTokenOfSection24IsVerified() {
    var key =
        P256.publicKey(
                base64(
                    "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"))
            .orElseThrow();
    var signature =
        base64(
            "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA");

    assertTrue(P256.verifies(key, SIGNED.getBytes(US_ASCII), signature));
    signature[0] ^= 1;
    assertFalse(P256.verifies(key, SIGNED.getBytes(US_ASCII), signature));
    assertFalse(P256.verifies(key, SIGNED.getBytes(US_ASCII), new byte[3]));
  }

  @Test
  void oursSaysTheSameByAnotherKey() {
    var pair = P256.newKeyPair(new SecureRandom());
    var key = (ECPublicKey) pair.getPublic();

    var found =
        CREDENTIALS.matcher(
            VapidToken.authorization(
                (ECPrivateKey) pair.getPrivate(),
                key,
                "https://push.example.net",
                "mailto:push@example.com",
                Instant.ofEpochSecond(1_453_523_768)));
    assertTrue(found.matches());
    assertEquals(SIGNED, found.group(1) + "." + found.group(2));
    assertTrue(P256.verifies(key, SIGNED.getBytes(US_ASCII), base64(found.group(3))));
    assertEquals(key, P256.publicKey(base64(found.group(4))).orElseThrow());
  }

  @Test
  void whatIsInTheClaimsCannotLeaveItsPlace() {
    var pair = P256.newKeyPair(new SecureRandom());
    var found =
        CREDENTIALS.matcher(
            VapidToken.authorization(
                (ECPrivateKey) pair.getPrivate(),
                (ECPublicKey) pair.getPublic(),
                "https://a\"b\\c\n",
                "mailto:x",
                Instant.EPOCH));

    assertTrue(found.matches());
    assertEquals(
        "{\"aud\":\"https://a\\\"b\\\\c\\u000a\",\"exp\":0,\"sub\":\"mailto:x\"}",
        new String(base64(found.group(2)), UTF_8));
  }

  @Test
  void aKeyOfAnotherCurveIsNone() throws Exception {
    var pair = P256.newKeyPair(new SecureRandom());
    assertEquals(
        pair.getPrivate(), P256.privateKeyOf(pair.getPrivate().getEncoded()).orElseThrow());

    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    assertTrue(P256.privateKeyOf(generator.generateKeyPair().getPrivate().getEncoded()).isEmpty());
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    assertTrue(P256.privateKeyOf(rsa.getEncoded()).isEmpty());
    assertTrue(P256.privateKeyOf(new byte[] {1, 2, 3}).isEmpty());
  }

  private static byte[] base64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
