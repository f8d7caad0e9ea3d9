package im.balcony.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What is stored instead of a password: salt, iterations, StoredKey and ServerKey (RFC 5802 section
 * 3). Whoever steals it cannot log in with it.
 */
public final class ScramKeys {
  public static final int ITERATIONS_MIN = 4096;
  public static final int ITERATIONS_MAX = 1_000_000;
  public static final int SALT_BYTES_MIN = 8;
  public static final int SALT_BYTES_MAX = 64;

  /** Longest password taken, in characters: hashing is paid by the server. */
  public static final int PASSWORD_CHARS_MAX = 1024;

  private final ScramMechanism mechanism;
  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  public ScramKeys(
      ScramMechanism mechanism, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    if (iterations < ITERATIONS_MIN
        || iterations > ITERATIONS_MAX
        || salt.length < SALT_BYTES_MIN
        || salt.length > SALT_BYTES_MAX
        || storedKey.length != mechanism.hashBytes()
        || serverKey.length != mechanism.hashBytes()) {
      throw new IllegalArgumentException("not keys of " + mechanism.saslName());
    }
    this.mechanism = mechanism;
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
  }

  /**
   * The keys of a password; empty when the password cannot be prepared (RFC 4013) or is too long.
   */
  public static Optional<ScramKeys> derive(
      ScramMechanism mechanism, String password, byte[] salt, int iterations) {
    if (password.length() > PASSWORD_CHARS_MAX) {
      return Optional.empty();
    }
    return SaslPrep.prepare(password)
        .map(prepared -> fromPrepared(mechanism, prepared.getBytes(UTF_8), salt, iterations));
  }

  private static ScramKeys fromPrepared(
      ScramMechanism mechanism, byte[] password, byte[] salt, int iterations) {
    return ofSalted(
        mechanism, mechanism.saltedPassword(password, salt, iterations), salt, iterations);
  }

  /**
   * The keys of a password that was salted elsewhere.
   *
   * @param salted SaltedPassword of RFC 5802 section 3, as long as the mechanism's hash
   * @throws IllegalArgumentException when it is longer or shorter, or salt or iterations are out of
   *     bounds
   */
  public static ScramKeys ofSalted(
      ScramMechanism mechanism, byte[] salted, byte[] salt, int iterations) {
    if (salted.length != mechanism.hashBytes()) {
      throw new IllegalArgumentException("not salted for " + mechanism.saslName());
    }
    var clientKey = mechanism.hmac(salted, "Client Key".getBytes(UTF_8));
    var serverKey = mechanism.hmac(salted, "Server Key".getBytes(UTF_8));
    return new ScramKeys(mechanism, salt, iterations, mechanism.hash(clientKey), serverKey);
  }

  /** Whether this is the password the keys were derived from; as slow for a wrong one. */
  public boolean matches(String password) {
    // What cannot be prepared is still hashed, so that the answer takes the same time.
    var cut = password.substring(0, Math.min(password.length(), PASSWORD_CHARS_MAX));
    var prepared = SaslPrep.prepare(cut);
    var derived =
        fromPrepared(mechanism, prepared.orElse("refused").getBytes(UTF_8), salt, iterations);
    boolean keyFits = MessageDigest.isEqual(derived.storedKey, storedKey);
    return keyFits && prepared.isPresent() && cut.length() == password.length();
  }

  public ScramMechanism mechanism() {
    return mechanism;
  }

  public byte[] salt() {
    return salt.clone();
  }

  public int iterations() {
    return iterations;
  }

  public byte[] storedKey() {
    return storedKey.clone();
  }

  public byte[] serverKey() {
    return serverKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScramKeys keys
        && mechanism == keys.mechanism
        && iterations == keys.iterations
        && Arrays.equals(salt, keys.salt)
        && MessageDigest.isEqual(storedKey, keys.storedKey)
        && MessageDigest.isEqual(serverKey, keys.serverKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mechanism, iterations, Arrays.hashCode(salt));
  }

  /** Without the keys: this text may end up in a log. */
  @Override
  public String toString() {
    return mechanism.saslName() + " keys, " + iterations + " iterations";
  }
}
