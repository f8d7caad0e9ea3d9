package im.balcony.protocol.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native code and Java's own do the same, each with the keys of the other. */
class CurveCodeTest {
  private static final CurveCode JAVA = CurveCode.ofJava("for this test");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 8291 appendix A: keys of both sides, and what they agree on. */
  private static final byte[] SHARED = base64("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");

  private static final ECPrivateKey SERVER =
      P256.privateKey(base64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  private static final ECPublicKey USER_AGENT =
      P256.publicKey(
              base64(
                  "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"))
          .orElseThrow();

  /** A provider that loads and has nothing to offer, as without its library. */
  public static final class Empty extends Provider {
    public static final Empty INSTANCE = new Empty();
    private static final long serialVersionUID = 1;

    private Empty() {
      super("Empty", "1", "nothing");
    }

    public Throwable getLoadingError() {
      return new UnsatisfiedLinkError("no libc.so.6");
    }
  }

  /** A provider that computes, and computes wrong. */
  public static final class Wrong extends Provider {
    public static final Wrong INSTANCE = new Wrong();
    private static final long serialVersionUID = 1;

    private Wrong() {
      super("Wrong", "1", "agrees on nothing");
      put("KeyAgreement.ECDH", WrongAgreement.class.getName());
      put("KeyPairGenerator.EC", GoodGenerator.class.getName());
    }
  }

  /** Whatever the keys are, both sides agree on zeros. */
  public static final class WrongAgreement extends KeyAgreementSpi {
    @Override
    protected void engineInit(Key key, SecureRandom random) {}

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec params, SecureRandom random) {}

    @Override
    protected @Nullable Key engineDoPhase(Key key, boolean lastPhase) {
      return null;
    }

    @Override
    protected byte[] engineGenerateSecret() {
      return new byte[32];
    }

    @Override
    protected int engineGenerateSecret(byte[] sharedSecret, int offset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SecretKey engineGenerateSecret(String algorithm) {
      throw new UnsupportedOperationException();
    }
  }

  /** Java's own. */
  public static final class GoodGenerator extends KeyPairGeneratorSpi {
    @Override
    public void initialize(int keysize, SecureRandom random) {}

    @Override
    public void initialize(AlgorithmParameterSpec params, SecureRandom random) {}

    @Override
    public KeyPair generateKeyPair() {
      return pair(JAVA);
    }
  }

  static Stream<CurveCode> all() {
    return Stream.of(JAVA, CurveCode.inUse());
  }

  @Test
  void thisPlatformHasNativeCodeAndOnlyWebPushUsesIt() throws GeneralSecurityException {
    var text = CurveCode.inUse().text();

    assertTrue(CurveCode.inUse().isNative(), text);
    assertTrue(text.startsWith("AmazonCorrettoCryptoProvider 2."), text);
    for (var installed : Security.getProviders()) {
      assertNotEquals("AmazonCorrettoCryptoProvider", installed.getName());
    }
    assertNotEquals(CurveCode.inUse().provider(), KeyPairGenerator.getInstance("EC").getProvider());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theExampleOfAppendixAIsAgreedOn(CurveCode code) throws GeneralSecurityException {
    assertArrayEquals(SHARED, code.agree(SERVER, USER_AGENT));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatOneEncryptsBothRead(CurveCode writer) throws GeneralSecurityException {
    var plain = "When I grow up, I want to be a watermelon".getBytes(UTF_8);
    for (var reader : all().toList()) {
      for (int i = 0; i < 20; i++) {
        KeyPair userAgent = reader.newKeyPair(RANDOM);
        var auth = new byte[16];
        RANDOM.nextBytes(auth);
        var keys = new SubscriptionKeys((ECPublicKey) userAgent.getPublic(), auth);

        var message =
            WebPushMessage.encrypt(writer, keys, plain, writer.newKeyPair(RANDOM), new byte[16], i);

        assertArrayEquals(
            plain, WebPushMessage.decrypt(reader, userAgent, auth, message).orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTwoKeyPairsAreTheSame(CurveCode code) throws GeneralSecurityException {
    var keys =
        Stream.generate(() -> pair(code))
            .limit(200)
            .map(pair -> Base64.getEncoder().encodeToString(P256.uncompressed(publicKey(pair))))
            .distinct();

    assertEquals(200, keys.count());
  }

  @Test
  void withoutNativeCodeItIsJavasAndSaysWhy() {
    assertJava(CurveCode.load("none.such.Provider"), "no native code is installed");
    assertJava(CurveCode.load(Empty.class.getName()), "no libc.so.6");
    assertJava(CurveCode.load(Wrong.class.getName()), "Wrong does not compute well");
    assertJava(CurveCode.load(String.class.getName()), "NoSuchFieldException");
  }

  private static void assertJava(CurveCode code, String why) {
    assertFalse(code.isNative());
    assertTrue(
        code.text().startsWith("Java's own code (") && code.text().contains(why), code.text());
  }

  private static KeyPair pair(CurveCode code) {
    try {
      return code.newKeyPair(RANDOM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECPublicKey publicKey(KeyPair pair) {
    return (ECPublicKey) pair.getPublic();
  }

  private static byte[] base64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
