package im.balcony.protocol.webpush;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * What computes on the curve P-256: native code where the machine can load it, else Java's own,
 * which takes about 25 times as long. Each message of RFC 8291 needs two multiplications.
 *
 * <p>The provider is never installed: TLS, and what else looks for an algorithm by its name, keeps
 * Java's own.
 *
 * @param provider null for whatever this Java has
 * @param text which one it is; of Java's own also why
 */
public record CurveCode(@Nullable Provider provider, String text) {
  static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final class Chosen {
    static final CurveCode ONE = load(NATIVE);
  }

  /** The same for the whole life of the process; the first call loads it, which takes a moment. */
  public static CurveCode inUse() {
    return Chosen.ONE;
  }

  static CurveCode ofJava(String why) {
    return new CurveCode(null, "Java's own code (" + why + ")");
  }

  /**
   * A provider that is on the class path, and works here; else Java's own.
   *
   * @param className of a class with a public static field INSTANCE
   */
  static CurveCode load(String className) {
    try {
      var provider = (Provider) Class.forName(className).getField("INSTANCE").get(null);
      // Where its library cannot be loaded (another processor, no glibc) it offers nothing.
      if (provider.getService("KeyAgreement", "ECDH") == null) {
        return ofJava(provider.getName() + " has no code for this machine: " + error(provider));
      }
      var found = new CurveCode(provider, provider.getName() + " " + provider.getVersionStr());
      return found.agreesWithJava() ? found : ofJava(provider.getName() + " does not compute well");
    } catch (ClassNotFoundException e) {
      return ofJava("no native code is installed");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return ofJava("no native code: " + e);
    }
  }

  public boolean isNative() {
    return provider != null;
  }

  /** A pair of keys; a native provider takes its own random numbers. */
  KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    var generator =
        provider == null
            ? KeyPairGenerator.getInstance("EC")
            : KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /** ECDH: 32 bytes, the x coordinate that both sides get. Keys may be those of other code. */
  byte[] agree(ECPrivateKey own, ECPublicKey other) throws GeneralSecurityException {
    var agreement =
        provider == null
            ? KeyAgreement.getInstance("ECDH")
            : KeyAgreement.getInstance("ECDH", provider);
    agreement.init(own);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  /** One agreement, each side by other code. */
  private boolean agreesWithJava() {
    try {
      var java = ofJava("to compare");
      var random = new SecureRandom();
      var here = newKeyPair(random);
      var there = java.newKeyPair(random);
      return Arrays.equals(
          agree((ECPrivateKey) here.getPrivate(), (ECPublicKey) there.getPublic()),
          java.agree((ECPrivateKey) there.getPrivate(), (ECPublicKey) here.getPublic()));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Object error(Provider provider) throws ReflectiveOperationException {
    return provider.getClass().getMethod("getLoadingError").invoke(provider);
  }
}
