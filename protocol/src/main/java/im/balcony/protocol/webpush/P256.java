package im.balcony.protocol.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Keys of the curve P-256, and what Web Push does with them. */
public final class P256 {
  /** Of a public key: 4, x, y (SEC 1 section 2.3.3, uncompressed). */
  public static final int PUBLIC_BYTES = 65;

  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger FIELD = ((ECFieldFp) CURVE.getCurve().getField()).getP();

  private P256() {}

  public static KeyPair newKeyPair(SecureRandom random) {
    try {
      return CurveCode.inUse().newKeyPair(random);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /** Empty for what is no point of the curve in its uncompressed form. */
  public static Optional<ECPublicKey> publicKey(byte[] uncompressed) {
    if (uncompressed.length != PUBLIC_BYTES || uncompressed[0] != UNCOMPRESSED) {
      return Optional.empty();
    }
    var x = new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 1 + COORDINATE_BYTES));
    var y = new BigInteger(1, Arrays.copyOfRange(uncompressed, 1 + COORDINATE_BYTES, PUBLIC_BYTES));
    boolean isPoint =
        x.compareTo(FIELD) < 0
            && y.compareTo(FIELD) < 0
            && y.multiply(y).mod(FIELD).equals(squareOfY(x));
    return isPoint ? Optional.of(publicKey(new ECPoint(x, y))) : Optional.empty();
  }

  /** Its 65 bytes. */
  public static byte[] uncompressed(ECPublicKey key) {
    var bytes = new byte[PUBLIC_BYTES];
    bytes[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + COORDINATE_BYTES);
    return bytes;
  }

  /**
   * A private key as RFC 8291 writes it in its examples.
   *
   * @param scalar 32 bytes
   */
  public static ECPrivateKey privateKey(byte[] scalar) {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC")
              .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar), CURVE));
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /** The key of a PKCS#8 structure; empty when it is of another kind or curve. */
  public static Optional<ECPrivateKey> privateKeyOf(byte[] pkcs8) {
    try {
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return Optional.of(key)
          .filter(ECPrivateKey.class::isInstance)
          .map(ECPrivateKey.class::cast)
          .filter(ec -> ec.getParams().getCurve().equals(CURVE.getCurve()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** The public half, which a file of a private key need not hold. */
  public static ECPublicKey publicHalf(ECPrivateKey key) {
    // The agreement with the curve's own base point is x of the public key; of the two points
    // with that x the key's own signature says which it is.
    var x = new BigInteger(1, agree(CurveCode.inUse(), key, publicKey(CURVE.getGenerator())));
    var y = squareOfY(x).modPow(FIELD.add(BigInteger.ONE).shiftRight(2), FIELD);
    var one = publicKey(new ECPoint(x, y));
    var probe = new byte[] {1};
    return verifies(one, probe, sign(key, probe))
        ? one
        : publicKey(new ECPoint(x, FIELD.subtract(y)));
  }

  /** ECDH: the x coordinate that both sides get. */
  static byte[] agree(CurveCode code, ECPrivateKey own, ECPublicKey other) {
    try {
      return code.agree(own, other);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /** ES256: the 64 bytes of r and s (RFC 7518 section 3.4). */
  public static byte[] sign(ECPrivateKey key, byte[] content) {
    try {
      var signature = es256();
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /** Whether this is the key's signature by ES256. */
  public static boolean verifies(ECPublicKey key, byte[] content, byte[] signed) {
    try {
      var signature = es256();
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Signature es256() throws GeneralSecurityException {
    return Signature.getInstance("SHA256withECDSAinP1363Format");
  }

  /** What the curve says y times y is. */
  private static BigInteger squareOfY(BigInteger x) {
    var curve = CURVE.getCurve();
    return x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(FIELD);
  }

  private static ECPublicKey publicKey(ECPoint point) {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE));
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private static void put(BigInteger coordinate, byte[] bytes, int at) {
    var value = coordinate.toByteArray();
    int length = Math.min(value.length, COORDINATE_BYTES);
    System.arraycopy(value, value.length - length, bytes, at + COORDINATE_BYTES - length, length);
  }

  private static ECParameterSpec curve() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private static IllegalStateException impossible(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform has P-256", e);
  }
}
