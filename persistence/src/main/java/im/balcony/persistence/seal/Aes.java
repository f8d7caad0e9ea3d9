package im.balcony.persistence.seal;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with random 96-bit nonces (NIST SP 800-38D 8.2.2) and one cipher per thread. */
final class Aes {
  static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final int KEY_NAME_BYTES = 8;

  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Aes::newCipher);
  private static final ThreadLocal<RandomBytes> RANDOM = ThreadLocal.withInitial(RandomBytes::new);

  private Aes() {}

  static SecretKey newKey() {
    return key(random(KEY_BYTES));
  }

  static SecretKey key(byte[] raw) {
    if (raw.length != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + raw.length);
    }
    return new SecretKeySpec(raw, "AES");
  }

  static String newKeyName() {
    return HexFormat.of().formatHex(random(KEY_NAME_BYTES));
  }

  static byte[] random(int bytes) {
    return RANDOM.get().next(bytes);
  }

  static byte[] encrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] plain) {
    return run(CIPHER.get(), Cipher.ENCRYPT_MODE, key, nonce, associated, plain);
  }

  /**
   * For a nonce that stands for what is encrypted: the platform takes the same twice only from
   * another cipher.
   */
  static byte[] encryptAlike(SecretKey key, byte[] nonce, byte[] associated, byte[] plain) {
    return run(newCipher(), Cipher.ENCRYPT_MODE, key, nonce, associated, plain);
  }

  static byte[] decrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] sealed) {
    return run(CIPHER.get(), Cipher.DECRYPT_MODE, key, nonce, associated, sealed);
  }

  private static byte[] run(
      Cipher cipher, int mode, SecretKey key, byte[] nonce, byte[] associated, byte[] in) {
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(in);
    } catch (AEADBadTagException e) {
      throw new BrokenSealException("content or its name was changed", e);
    } catch (GeneralSecurityException e) {
      throw new BrokenSealException("cannot be sealed or opened", e);
    }
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }
}
